// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.choice;

import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.SlotProfile;
import java.util.Optional;

/** Makes one series' forecast from its history. Pure and safe for use by several threads. */
public interface ForecastMethod {
    /** How many local days before {@code trainedTo} it wants to see. */
    int historyDays();

    /**
     * @param before what the version that serves remembers of this series
     * @return empty where there is too little history
     */
    Optional<Trained> train(History history, Optional<ModelState> before, long modelVersion);

    /** The slot profile of the day, always. */
    static ForecastMethod slotProfile() {
        SlotProfile profile = new SlotProfile();
        return new ForecastMethod() {
            @Override
            public int historyDays() {
                return profile.historyDays();
            }

            @Override
            public Optional<Trained> train(History history, Optional<ModelState> before, long modelVersion) {
                return profile.train(history, modelVersion).map(forecast -> new Trained(forecast, ModelState.UNTRIED));
            }
        };
    }
}

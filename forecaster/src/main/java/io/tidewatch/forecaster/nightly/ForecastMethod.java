// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.forecaster.profile.History;
import io.tidewatch.forecaster.profile.SlotProfile;
import java.util.Optional;

/** Makes one series' forecast from its history. Pure and safe for use by several threads. */
public interface ForecastMethod {
    /** How many local days before {@code trainedTo} it wants to see. */
    int historyDays();

    /** @return empty where there is too little history */
    Optional<Forecast> train(History history, long modelVersion);

    /** The slot profile of the day. */
    static ForecastMethod slotProfile() {
        SlotProfile profile = new SlotProfile();
        return new ForecastMethod() {
            @Override
            public int historyDays() {
                return profile.historyDays();
            }

            @Override
            public Optional<Forecast> train(History history, long modelVersion) {
                return profile.train(history, modelVersion);
            }
        };
    }
}

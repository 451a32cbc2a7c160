// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import java.time.LocalDate;
import java.util.Optional;

/** Trainings that people ask for. */
interface TrainRequests {
    /**
     * @param id of the request
     * @param upTo train on what lies before this day, in the KPI's zone; the scheduler chooses where empty
     */
    record Asked(long id, String kpi, Optional<LocalDate> upTo) {}

    /** Takes the oldest one that nobody has taken. */
    Optional<Asked> take();

    /** Says that it is still being worked on. */
    void progress(long id, double share, String message);

    void done(long id, String message);

    void failed(long id, String message);
}

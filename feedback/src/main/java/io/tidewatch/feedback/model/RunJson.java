// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.model;

import io.tidewatch.core.time.Micros;
import io.tidewatch.storage.forecast.TrainingRun;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * See {@link TrainingRun}.
 *
 * @param perSecond series tried a second since the run began
 * @param secondsLeft at that rate; absent where nothing was tried yet, or the run is over
 */
public record RunJson(
        String id,
        String kpi,
        long version,
        String cause,
        String state,
        Instant trainedTo,
        Instant createdAt,
        @Nullable Instant finishedAt,
        int series,
        int waiting,
        int done,
        int skipped,
        int failed,
        double perSecond,
        @Nullable Long secondsLeft) {
    static RunJson of(TrainingRun run, Instant now) {
        TrainingRun.Progress progress = run.progress();
        int tried = progress.total() - progress.waiting();
        Instant until = run.finishedAt().orElse(now);
        double seconds = Math.max(1, Duration.between(run.createdAt(), until).toMillis() / 1000.0);
        double rate = tried / seconds;
        boolean isGoing = run.finishedAt().isEmpty() && rate > 0;
        return new RunJson(
                Long.toString(run.id()),
                run.kpi(),
                run.version(),
                run.cause().slug(),
                run.state().slug(),
                Micros.toInstant(run.trainedTo()),
                run.createdAt(),
                run.finishedAt().orElse(null),
                progress.total(),
                progress.waiting(),
                progress.done(),
                progress.skipped(),
                progress.failed(),
                rate,
                isGoing ? (Long) Math.round(progress.waiting() / rate) : null);
    }
}

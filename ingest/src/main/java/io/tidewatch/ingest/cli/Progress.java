// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** One line that is written over while the import runs, where somebody watches. */
final class Progress {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final int BAR = 24;

    private final PrintWriter err;
    private final InstantSource clock;
    private final boolean watched;
    private final Instant start;
    private Instant last;

    Progress(PrintWriter err, InstantSource clock, boolean watched) {
        this.err = err;
        this.clock = clock;
        this.watched = watched;
        this.start = clock.instant();
        this.last = start;
    }

    void show(int percent, long points) {
        Instant now = clock.instant();
        if (!watched || (percent < 100 && Duration.between(last, now).compareTo(EVERY) < 0)) {
            return;
        }
        last = now;
        int filled = Math.clamp(percent * BAR / 100L, 0, BAR);
        err.printf(
                Locale.ROOT,
                "\r[%s%s] %3d %%  %,d points  %,d/s ",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                percent,
                points,
                perSecond(points));
        err.flush();
    }

    void done() {
        if (watched) {
            err.println();
        }
    }

    long perSecond(long points) {
        long millis = Math.max(1, Duration.between(start, clock.instant()).toMillis());
        return points * 1_000 / millis;
    }
}

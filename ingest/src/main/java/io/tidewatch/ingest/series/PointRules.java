// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.series;

import io.tidewatch.core.point.Origin;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.settings.IngestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which values and times are taken, seen from one moment. */
public final class PointRules {
    private final Origin origin;
    private final Instant now;
    private final Duration maxAge;
    private final Duration maxAhead;
    private final long least;
    private final long most;

    public PointRules(IngestSettings settings, Origin origin, Instant now) {
        this.origin = origin;
        this.now = now;
        this.maxAge = switch (origin) {
            case LIVE -> settings.maxAge();
            case BACKFILL -> settings.maxBackfillAge();
        };
        this.maxAhead = settings.maxAhead();
        this.least = Micros.of(now.minus(maxAge));
        this.most = Micros.of(now.plus(maxAhead));
    }

    /** The moment from which times are seen, UTC microseconds since 1970. */
    public long nowMicros() {
        return Micros.of(now);
    }

    public Origin origin() {
        return origin;
    }

    /** Empty where the point is fine. */
    public Optional<Refused> check(long timeMicros, double value) {
        if (!Double.isFinite(value)) {
            return Optional.of(new Refused(Cause.NOT_FINITE, "value " + value + " is not finite; leave the point out"));
        }
        if (timeMicros < least) {
            return Optional.of(new Refused(Cause.TOO_OLD, tooOld(timeMicros)));
        }
        if (timeMicros > most) {
            return Optional.of(new Refused(
                    Cause.TOO_FAR_AHEAD,
                    "time " + Micros.toInstant(timeMicros) + " is more than " + maxAhead + " ahead of this machine's "
                            + now + "; check the sender's clock and unit, or raise tidewatch.ingest.max-ahead"));
        }
        return Optional.empty();
    }

    private String tooOld(long timeMicros) {
        String found = "time " + Micros.toInstant(timeMicros) + " is more than " + maxAge.toDays()
                + " days before this machine's " + now + "; check the sender's clock and unit, ";
        return found
                + switch (origin) {
                    case LIVE -> "send history with origin=backfill, or raise tidewatch.ingest.max-age";
                    case BACKFILL -> "or raise tidewatch.ingest.max-backfill-age";
                };
    }
}

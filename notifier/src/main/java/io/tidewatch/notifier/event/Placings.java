// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.event;

import io.tidewatch.core.routing.Ruling;
import io.tidewatch.storage.delivery.Placing;
import java.time.Instant;
import java.util.Optional;

/** From what routing rules to what the table is told. */
final class Placings {
    private static final String GROUP = "group:";

    private Placings() {}

    /** @throws IllegalArgumentException where nothing enters the log */
    static Placing of(Ruling ruling, Instant now) {
        return switch (ruling) {
            case Ruling.Send send -> new Placing.Due();
            case Ruling.Gather gather -> new Placing.Gathered(gather.until());
            case Ruling.Hold hold -> new Placing.Held(hold.message(), lookAgain(hold, now));
            case Ruling.Drop drop -> throw new IllegalArgumentException("what is dropped enters no log");
        };
    }

    /** At the latest when its reason said, and now and then before. */
    static Optional<Instant> lookAgain(Ruling.Hold hold, Instant now) {
        Instant soon = now.plus(EventRouter.LOOK_AGAIN);
        return hold.lookAgain().map(end -> end.isAfter(now) && end.isBefore(soon) ? end : soon);
    }

    /** What is gathered goes in order with its group, everything else with its alert. */
    static String lane(Ruling ruling, Notification event) {
        return lane(ruling, event.lane());
    }

    static String lane(Ruling ruling, String own) {
        return switch (ruling) {
            case Ruling.Gather gather -> GROUP + gather.key();
            case Ruling.Send send -> own;
            case Ruling.Hold hold -> own;
            case Ruling.Drop drop -> own;
        };
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.route;

/** What becomes of a candidate. */
public sealed interface Ruling {
    RouteReason reason();

    record Send(RouteReason reason) implements Ruling {}

    /**
     * Not sent, but to be seen in the log.
     *
     * @param message for people
     */
    record Hold(RouteReason reason, String message) implements Ruling {}

    record Drop(RouteReason reason) implements Ruling {}
}

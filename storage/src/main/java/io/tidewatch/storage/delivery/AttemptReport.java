// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

/** A try that is over, to be recorded. */
public record AttemptReport(TakenDelivery delivery, Attempt attempt, AttemptEnd end) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

/** How many alerts stand where. {@code unlabelled} counts those without a verdict in force that were not retracted. */
public record AlertCounts(long open, long acknowledged, long resolved, long retracted, long unlabelled) {}

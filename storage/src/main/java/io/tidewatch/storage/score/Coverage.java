// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.score;

/** How many scored points there were, and how many lay within the bounds that were served for them. */
public record Coverage(long points, long inside) {}

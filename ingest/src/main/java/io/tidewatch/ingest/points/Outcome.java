// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.TidewatchException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param stopped why reading ended early; null where it came to its end
 */
public record Outcome(Totals totals, @Nullable TidewatchException stopped) {}

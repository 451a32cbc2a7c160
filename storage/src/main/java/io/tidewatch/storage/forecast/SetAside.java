// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.series.SeriesId;

/**
 * A series that a run went on without.
 *
 * @param failed false where it only has too little history so far
 */
public record SetAside(SeriesId series, boolean failed, String reason) {}

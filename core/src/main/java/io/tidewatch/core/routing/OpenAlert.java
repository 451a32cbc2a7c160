// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.series.SeriesKey;

/** An alert that is not over. */
public record OpenAlert(SeriesKey series, Severity severity) {}

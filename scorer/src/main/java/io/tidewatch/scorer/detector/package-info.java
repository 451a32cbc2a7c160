// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The streaming detector of one series: plain Java, no framework, no database, deterministic, no allocation for a point that
 * raises nothing. {@link io.tidewatch.scorer.detector.SeriesDetector} assembles the parts.
 */
@NullMarked
package io.tidewatch.scorer.detector;

import org.jspecify.annotations.NullMarked;

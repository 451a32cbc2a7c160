// SPDX-License-Identifier: GPL-3.0-or-later
/** Detectors fed by Kafka Streams: points, forecasts, calibrations and settings in, alerts and scores out. */
@NullMarked
package io.tidewatch.scorer.topology;

import org.jspecify.annotations.NullMarked;

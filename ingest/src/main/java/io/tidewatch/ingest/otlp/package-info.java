// SPDX-License-Identifier: GPL-3.0-or-later
/** OpenTelemetry's metrics by HTTP. */
@NullMarked
package io.tidewatch.ingest.otlp;

import org.jspecify.annotations.NullMarked;

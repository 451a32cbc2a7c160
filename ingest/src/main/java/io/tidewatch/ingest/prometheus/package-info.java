// SPDX-License-Identifier: GPL-3.0-or-later
/** Prometheus remote write, versions 1.0 and 2.0. */
@NullMarked
package io.tidewatch.ingest.prometheus;

import org.jspecify.annotations.NullMarked;

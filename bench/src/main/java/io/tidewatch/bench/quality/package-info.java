// SPDX-License-Identifier: GPL-3.0-or-later
/** How good the alerts are, on labelled series. */
@NullMarked
package io.tidewatch.bench.quality;

import org.jspecify.annotations.NullMarked;

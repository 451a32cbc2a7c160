// SPDX-License-Identifier: GPL-3.0-or-later
/** Values aggregated over a step: the samples' own topic, windows with watermarks, and their state. */
@NullMarked
package io.tidewatch.ingest.window;

import org.jspecify.annotations.NullMarked;

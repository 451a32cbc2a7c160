// SPDX-License-Identifier: GPL-3.0-or-later
/** Events, for composite detectors. */
@NullMarked
package io.tidewatch.ingest.event;

import org.jspecify.annotations.NullMarked;

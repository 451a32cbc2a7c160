// SPDX-License-Identifier: GPL-3.0-or-later
/** Why input is refused, and the topic that keeps it. */
@NullMarked
package io.tidewatch.ingest.refusal;

import org.jspecify.annotations.NullMarked;

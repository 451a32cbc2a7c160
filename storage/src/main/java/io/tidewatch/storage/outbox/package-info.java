// SPDX-License-Identifier: GPL-3.0-or-later
/** From a table to the log, in order and at least once. */
@NullMarked
package io.tidewatch.storage.outbox;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The log's clients: topics, producers, consumers. */
@NullMarked
package io.tidewatch.storage.log;

import org.jspecify.annotations.NullMarked;

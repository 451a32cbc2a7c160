// SPDX-License-Identifier: GPL-3.0-or-later
/** What replays found. */
@NullMarked
package io.tidewatch.storage.replay;

import org.jspecify.annotations.NullMarked;

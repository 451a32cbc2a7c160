// SPDX-License-Identifier: GPL-3.0-or-later
/** The points topic scored once more, from an offset on, as it was scored in life. */
@NullMarked
package io.tidewatch.replay.topic;

import org.jspecify.annotations.NullMarked;

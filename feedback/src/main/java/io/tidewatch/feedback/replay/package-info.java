// SPDX-License-Identifier: GPL-3.0-or-later
/** Replays asked for: previews of settings, effects of verdicts, past scores. */
@NullMarked
package io.tidewatch.feedback.replay;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Changes as they happen. */
@NullMarked
package io.tidewatch.feedback.live;

import org.jspecify.annotations.NullMarked;

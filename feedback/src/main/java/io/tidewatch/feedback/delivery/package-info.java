// SPDX-License-Identifier: GPL-3.0-or-later
/** The log of what was sent, and sending it again. */
@NullMarked
package io.tidewatch.feedback.delivery;

import org.jspecify.annotations.NullMarked;

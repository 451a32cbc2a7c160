// SPDX-License-Identifier: GPL-3.0-or-later
/** The pages over invented data, served on loopback: to look at them, and for browser tests. */
@NullMarked
package io.tidewatch.feedback.web.stage;

import org.jspecify.annotations.NullMarked;

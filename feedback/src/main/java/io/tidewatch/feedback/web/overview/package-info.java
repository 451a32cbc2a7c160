// SPDX-License-Identifier: GPL-3.0-or-later
/** The first look: how much is open, and what needs somebody. */
@NullMarked
package io.tidewatch.feedback.web.overview;

import org.jspecify.annotations.NullMarked;

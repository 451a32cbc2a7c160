// SPDX-License-Identifier: GPL-3.0-or-later
/** The page of silences and maintenance windows. */
@NullMarked
package io.tidewatch.feedback.web.silences;

import org.jspecify.annotations.NullMarked;

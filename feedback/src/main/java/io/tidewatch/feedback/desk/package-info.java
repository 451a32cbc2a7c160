// SPDX-License-Identifier: GPL-3.0-or-later
/** What the desk's parts share. */
@NullMarked
package io.tidewatch.feedback.desk;

import org.jspecify.annotations.NullMarked;

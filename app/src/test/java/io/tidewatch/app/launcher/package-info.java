// SPDX-License-Identifier: GPL-3.0-or-later
/** The shell script that people start. */
@NullMarked
package io.tidewatch.app.launcher;

import org.jspecify.annotations.NullMarked;

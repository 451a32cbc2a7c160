// SPDX-License-Identifier: GPL-3.0-or-later
/** The process and its command line. */
@NullMarked
package io.tidewatch.app.main;

import org.jspecify.annotations.NullMarked;

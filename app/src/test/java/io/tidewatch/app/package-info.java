// SPDX-License-Identifier: GPL-3.0-or-later
/** What the tests of the assembled application share. */
@NullMarked
package io.tidewatch.app;

import org.jspecify.annotations.NullMarked;

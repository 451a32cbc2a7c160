// SPDX-License-Identifier: GPL-3.0-or-later
/** Lines that tests cut. */
@NullMarked
package io.tidewatch.testkit.line;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Time that tests move. */
@NullMarked
package io.tidewatch.testkit.time;

import org.jspecify.annotations.NullMarked;

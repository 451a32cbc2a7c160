// SPDX-License-Identifier: GPL-3.0-or-later
/** A real broker for tests. */
@NullMarked
package io.tidewatch.testkit.log;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** A real database for tests. */
@NullMarked
package io.tidewatch.testkit.database;

import org.jspecify.annotations.NullMarked;

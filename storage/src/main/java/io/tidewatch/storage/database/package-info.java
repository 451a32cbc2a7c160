// SPDX-License-Identifier: GPL-3.0-or-later
/** The pool and what all stores share. */
@NullMarked
package io.tidewatch.storage.database;

import org.jspecify.annotations.NullMarked;

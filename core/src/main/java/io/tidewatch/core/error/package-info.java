// SPDX-License-Identifier: GPL-3.0-or-later
/** Errors that name the value, the limit and the remedy. */
@NullMarked
package io.tidewatch.core.error;

import org.jspecify.annotations.NullMarked;

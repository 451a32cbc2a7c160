// SPDX-License-Identifier: GPL-3.0-or-later
/** Deleting KPIs and series. */
@NullMarked
package io.tidewatch.feedback.deletion;

import org.jspecify.annotations.NullMarked;

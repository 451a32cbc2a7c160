// SPDX-License-Identifier: GPL-3.0-or-later
/** Generated series of which the truth is known. */
@NullMarked
package io.tidewatch.testkit.series;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The series that exist. */
@NullMarked
package io.tidewatch.storage.series;

import org.jspecify.annotations.NullMarked;

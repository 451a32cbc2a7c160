// SPDX-License-Identifier: GPL-3.0-or-later
/** Files of {@code timestamp,value[,label]}, gzipped or not, read row by row with line numbers. */
@NullMarked
package io.tidewatch.core.csv;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The topics: names, keys, and who writes them. */
@NullMarked
package io.tidewatch.core.log;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** How fast the analysts' desk is, in a real browser on the packaged application. */
@NullMarked
package io.tidewatch.bench.desk;

import org.jspecify.annotations.NullMarked;

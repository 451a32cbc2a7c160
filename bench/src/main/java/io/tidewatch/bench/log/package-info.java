// SPDX-License-Identifier: GPL-3.0-or-later
/** What the benches' processes log. */
@NullMarked
package io.tidewatch.bench.log;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Whether alerts are the same live, killed, late and replayed. */
@NullMarked
package io.tidewatch.bench.exact;

import org.jspecify.annotations.NullMarked;

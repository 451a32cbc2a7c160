// SPDX-License-Identifier: GPL-3.0-or-later
/** Directories that live as long as a benchmark. */
@NullMarked
package io.tidewatch.bench.scratch;

import org.jspecify.annotations.NullMarked;

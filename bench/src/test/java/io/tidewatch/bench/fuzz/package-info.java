// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.bench.fuzz;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.bench.forecast;

import org.jspecify.annotations.NullMarked;

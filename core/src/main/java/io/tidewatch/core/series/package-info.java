// SPDX-License-Identifier: GPL-3.0-or-later
/** What a point belongs to: a KPI under one set of labels. */
@NullMarked
package io.tidewatch.core.series;

import org.jspecify.annotations.NullMarked;

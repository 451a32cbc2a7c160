// SPDX-License-Identifier: GPL-3.0-or-later
/** What people say about a KPI and how it is watched. */
@NullMarked
package io.tidewatch.core.kpi;

import org.jspecify.annotations.NullMarked;

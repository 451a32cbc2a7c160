// SPDX-License-Identifier: GPL-3.0-or-later
/** KPIs and how they are watched. */
@NullMarked
package io.tidewatch.feedback.kpi;

import org.jspecify.annotations.NullMarked;

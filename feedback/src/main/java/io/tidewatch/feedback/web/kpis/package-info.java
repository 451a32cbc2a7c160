// SPDX-License-Identifier: GPL-3.0-or-later
/** The list of KPIs and the page of one. */
@NullMarked
package io.tidewatch.feedback.web.kpis;

import org.jspecify.annotations.NullMarked;

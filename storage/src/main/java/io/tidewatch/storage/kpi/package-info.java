// SPDX-License-Identifier: GPL-3.0-or-later
/** KPIs and their detectors. */
@NullMarked
package io.tidewatch.storage.kpi;

import org.jspecify.annotations.NullMarked;

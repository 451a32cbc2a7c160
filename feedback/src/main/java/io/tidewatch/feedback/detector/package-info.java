// SPDX-License-Identifier: GPL-3.0-or-later
/** The detectors of a KPI: list, create, change, delete. */
@NullMarked
package io.tidewatch.feedback.detector;

import org.jspecify.annotations.NullMarked;

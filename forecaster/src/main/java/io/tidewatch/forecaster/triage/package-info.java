// SPDX-License-Identifier: GPL-3.0-or-later
/** How likely an alert is true: learned each night from the verdicts. */
@NullMarked
package io.tidewatch.forecaster.triage;

import org.jspecify.annotations.NullMarked;

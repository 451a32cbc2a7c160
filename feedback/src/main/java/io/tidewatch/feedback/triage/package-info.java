// SPDX-License-Identifier: GPL-3.0-or-later
/** The inbox ordered by the chance that an alert is true, and why. */
@NullMarked
package io.tidewatch.feedback.triage;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Incidents: alerts that belong together, and what explains them. */
@NullMarked
package io.tidewatch.feedback.incident;

import org.jspecify.annotations.NullMarked;

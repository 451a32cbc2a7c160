// SPDX-License-Identifier: GPL-3.0-or-later
/** How likely an alert is true, and why, by a few features that people understand. */
@NullMarked
package io.tidewatch.core.triage;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** How good the alerts are, by what analysts said. */
@NullMarked
package io.tidewatch.feedback.precision;

import org.jspecify.annotations.NullMarked;

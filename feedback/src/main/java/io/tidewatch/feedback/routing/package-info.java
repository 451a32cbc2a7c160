// SPDX-License-Identifier: GPL-3.0-or-later
/** Who would be told of an alert, and why. */
@NullMarked
package io.tidewatch.feedback.routing;

import org.jspecify.annotations.NullMarked;

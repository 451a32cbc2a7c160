// SPDX-License-Identifier: GPL-3.0-or-later
/** The page that says who would be told of an alert. */
@NullMarked
package io.tidewatch.feedback.web.routing;

import org.jspecify.annotations.NullMarked;

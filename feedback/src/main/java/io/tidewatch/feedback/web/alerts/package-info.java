// SPDX-License-Identifier: GPL-3.0-or-later
/** The inbox and the opened alert. */
@NullMarked
package io.tidewatch.feedback.web.alerts;

import org.jspecify.annotations.NullMarked;

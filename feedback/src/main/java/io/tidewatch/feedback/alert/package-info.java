// SPDX-License-Identifier: GPL-3.0-or-later
/** The inbox: alerts, and what people do with them. */
@NullMarked
package io.tidewatch.feedback.alert;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Alerts, told as events. */
@NullMarked
package io.tidewatch.core.alert;

import org.jspecify.annotations.NullMarked;

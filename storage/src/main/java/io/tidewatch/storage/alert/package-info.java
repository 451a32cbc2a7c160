// SPDX-License-Identifier: GPL-3.0-or-later
/** Alerts as the desk shows them, and every event that made them so. */
@NullMarked
package io.tidewatch.storage.alert;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Alerts to test with. */
@NullMarked
package io.tidewatch.testkit.alert;

import org.jspecify.annotations.NullMarked;

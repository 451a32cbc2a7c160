// SPDX-License-Identifier: GPL-3.0-or-later
/** Which object each role and resource gets. */
@NullMarked
package io.tidewatch.app.wiring;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The whole path, from outside: another process, its HTTP door, a browser, a webhook receiver. */
@NullMarked
package io.tidewatch.app.e2e;

import org.jspecify.annotations.NullMarked;

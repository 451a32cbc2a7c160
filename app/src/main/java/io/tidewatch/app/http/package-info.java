// SPDX-License-Identifier: GPL-3.0-or-later
/** What all HTTP answers share: errors, headers, health. */
@NullMarked
package io.tidewatch.app.http;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The real pages and resources over a real database, without the application server. */
@NullMarked
package io.tidewatch.feedback.web.real;

import org.jspecify.annotations.NullMarked;

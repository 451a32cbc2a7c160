// SPDX-License-Identifier: GPL-3.0-or-later
/** Who is told of what, and why or why not. */
@NullMarked
package io.tidewatch.notifier.route;

import org.jspecify.annotations.NullMarked;

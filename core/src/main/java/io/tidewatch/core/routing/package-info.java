// SPDX-License-Identifier: GPL-3.0-or-later
/** Who is told of what: one pipeline of small questions, pure, so that life and dry run ask the same. */
@NullMarked
package io.tidewatch.core.routing;

import org.jspecify.annotations.NullMarked;

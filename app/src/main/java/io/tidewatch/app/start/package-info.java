// SPDX-License-Identifier: GPL-3.0-or-later
/** From nothing to a running process: checks, servers, schema, topics, roles; and back in reverse. */
@NullMarked
package io.tidewatch.app.start;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The schema, and the step from an older one to it. */
@NullMarked
package io.tidewatch.migrations;

import org.jspecify.annotations.NullMarked;

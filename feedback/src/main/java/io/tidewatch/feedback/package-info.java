// SPDX-License-Identifier: GPL-3.0-or-later
/** The role of the analysts' desk. */
@NullMarked
package io.tidewatch.feedback;

import org.jspecify.annotations.NullMarked;

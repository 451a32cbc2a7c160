// SPDX-License-Identifier: GPL-3.0-or-later
/** Points as they travel and as they are refused. */
@NullMarked
package io.tidewatch.core.point;

import org.jspecify.annotations.NullMarked;

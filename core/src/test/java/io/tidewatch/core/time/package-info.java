// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.core.time;

import org.jspecify.annotations.NullMarked;

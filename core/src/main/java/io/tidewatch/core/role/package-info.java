// SPDX-License-Identifier: GPL-3.0-or-later
/** What a process can be. */
@NullMarked
package io.tidewatch.core.role;

import org.jspecify.annotations.NullMarked;

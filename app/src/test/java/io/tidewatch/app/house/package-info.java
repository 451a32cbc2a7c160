// SPDX-License-Identifier: GPL-3.0-or-later
/** What holds for the whole project. */
@NullMarked
package io.tidewatch.app.house;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** What a process is told: by environment, system properties and arguments. */
@NullMarked
package io.tidewatch.app.settings;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Files that others run. */
@NullMarked
package io.tidewatch.app.deploy;

import org.jspecify.annotations.NullMarked;

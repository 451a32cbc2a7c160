// SPDX-License-Identifier: GPL-3.0-or-later
/** Alerts that belong together. */
@NullMarked
package io.tidewatch.core.incident;

import org.jspecify.annotations.NullMarked;

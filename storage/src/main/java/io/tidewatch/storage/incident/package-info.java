// SPDX-License-Identifier: GPL-3.0-or-later
/** Incidents and their alerts. */
@NullMarked
package io.tidewatch.storage.incident;

import org.jspecify.annotations.NullMarked;

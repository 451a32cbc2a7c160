// SPDX-License-Identifier: GPL-3.0-or-later
/** What was beyond all that was remembered of a series. */
@NullMarked
package io.tidewatch.storage.notable;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Tables elsewhere that points are pulled from, and how far each was read. */
@NullMarked
package io.tidewatch.storage.source;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Topics that others write. */
@NullMarked
package io.tidewatch.ingest.outside;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** What operators may set about the way in. */
@NullMarked
package io.tidewatch.ingest.settings;

import org.jspecify.annotations.NullMarked;

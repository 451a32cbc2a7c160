// SPDX-License-Identifier: GPL-3.0-or-later
/** The import command. */
@NullMarked
package io.tidewatch.ingest.cli;

import org.jspecify.annotations.NullMarked;

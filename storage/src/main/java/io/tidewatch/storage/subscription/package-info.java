// SPDX-License-Identifier: GPL-3.0-or-later
/** What product teams ask to be told; written by the desk. */
@NullMarked
package io.tidewatch.storage.subscription;

import org.jspecify.annotations.NullMarked;

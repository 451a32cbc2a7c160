// SPDX-License-Identifier: GPL-3.0-or-later
/** What people said about alerts and ranges. */
@NullMarked
package io.tidewatch.storage.verdict;

import org.jspecify.annotations.NullMarked;

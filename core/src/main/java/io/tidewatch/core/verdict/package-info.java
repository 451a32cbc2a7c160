// SPDX-License-Identifier: GPL-3.0-or-later
/** What analysts say of alerts, and what that teaches. */
@NullMarked
package io.tidewatch.core.verdict;

import org.jspecify.annotations.NullMarked;

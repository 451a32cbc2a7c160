// SPDX-License-Identifier: GPL-3.0-or-later
/** What analysts say, what it will do, and how it is taken back. */
@NullMarked
package io.tidewatch.feedback.verdict;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.core.verdict;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.scorer.detector;

import org.jspecify.annotations.NullMarked;

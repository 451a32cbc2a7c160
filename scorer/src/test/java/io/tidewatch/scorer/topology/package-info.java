// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.scorer.topology;

import org.jspecify.annotations.NullMarked;

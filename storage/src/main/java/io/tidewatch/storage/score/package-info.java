// SPDX-License-Identifier: GPL-3.0-or-later
/** Scores and bounds as they were served. */
@NullMarked
package io.tidewatch.storage.score;

import org.jspecify.annotations.NullMarked;

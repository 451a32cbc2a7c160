// SPDX-License-Identifier: GPL-3.0-or-later
/** Detectors that join alerts of several series, or count events: plain functions of what came, whatever the order it came in. */
@NullMarked
package io.tidewatch.scorer.joint;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** What verdicts taught, version by version. */
@NullMarked
package io.tidewatch.storage.calibration;

import org.jspecify.annotations.NullMarked;

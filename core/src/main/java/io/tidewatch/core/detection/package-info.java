// SPDX-License-Identifier: GPL-3.0-or-later
/** Rules of the method that trainer and detector must share to the last digit. */
@NullMarked
package io.tidewatch.core.detection;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** What the desk asks of the replay role. */
@NullMarked
package io.tidewatch.core.replay;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Things that happen to a key, and what is known about the key: for composite detectors. */
@NullMarked
package io.tidewatch.core.event;

import org.jspecify.annotations.NullMarked;

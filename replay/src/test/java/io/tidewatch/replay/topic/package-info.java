// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.replay.topic;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The replay role: jobs over stored points. */
@NullMarked
package io.tidewatch.replay.job;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Training every night, at first data and on request; and the role that does it. */
@NullMarked
package io.tidewatch.forecaster.nightly;

import org.jspecify.annotations.NullMarked;

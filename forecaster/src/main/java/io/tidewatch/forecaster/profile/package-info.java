// SPDX-License-Identifier: GPL-3.0-or-later
/** The slot profile: what a series does at each step of the local day, and how far healthy points stray from it. */
@NullMarked
package io.tidewatch.forecaster.profile;

import org.jspecify.annotations.NullMarked;

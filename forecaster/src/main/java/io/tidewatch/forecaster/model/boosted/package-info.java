// SPDX-License-Identifier: GPL-3.0-or-later
/** Boosted trees on calendar and lag features: heavy candidates, asked only where the cheap ones fall short. */
@NullMarked
package io.tidewatch.forecaster.model.boosted;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Calendar features, defined once for training and serving. */
@NullMarked
package io.tidewatch.forecaster.feature;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.forecaster.serving;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.forecaster.cli;

import org.jspecify.annotations.NullMarked;

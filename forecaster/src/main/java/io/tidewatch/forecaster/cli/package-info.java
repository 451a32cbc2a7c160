// SPDX-License-Identifier: GPL-3.0-or-later
/** Commands about the models of a running server. */
@NullMarked
package io.tidewatch.forecaster.cli;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.forecaster.triage;

import org.jspecify.annotations.NullMarked;

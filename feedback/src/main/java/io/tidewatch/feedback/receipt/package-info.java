// SPDX-License-Identifier: GPL-3.0-or-later
/** Why an alert was raised, with all that it takes to compute its evidence again. */
@NullMarked
package io.tidewatch.feedback.receipt;

import org.jspecify.annotations.NullMarked;

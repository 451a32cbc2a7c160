// SPDX-License-Identifier: GPL-3.0-or-later
/** What product teams ask to be told. */
@NullMarked
package io.tidewatch.feedback.subscription;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The page of what comes in and what is refused; its script asks the process that takes points. */
@NullMarked
package io.tidewatch.feedback.web.incoming;

import org.jspecify.annotations.NullMarked;

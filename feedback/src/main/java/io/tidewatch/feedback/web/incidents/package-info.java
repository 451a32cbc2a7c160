// SPDX-License-Identifier: GPL-3.0-or-later
/** The pages of incidents. */
@NullMarked
package io.tidewatch.feedback.web.incidents;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** What nobody wants to hear for a time. */
@NullMarked
package io.tidewatch.feedback.silence;

import org.jspecify.annotations.NullMarked;

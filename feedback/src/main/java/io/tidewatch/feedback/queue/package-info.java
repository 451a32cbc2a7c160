// SPDX-License-Identifier: GPL-3.0-or-later
/** Which alerts to ask about first: those whose verdict tells most. */
@NullMarked
package io.tidewatch.feedback.queue;

import org.jspecify.annotations.NullMarked;

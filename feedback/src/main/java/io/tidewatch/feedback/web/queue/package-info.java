// SPDX-License-Identifier: GPL-3.0-or-later
/** The label queue's pages. */
@NullMarked
package io.tidewatch.feedback.web.queue;

import org.jspecify.annotations.NullMarked;

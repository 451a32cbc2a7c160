// SPDX-License-Identifier: GPL-3.0-or-later
/** What happened, as it comes from the topics. */
@NullMarked
package io.tidewatch.notifier.event;

import org.jspecify.annotations.NullMarked;

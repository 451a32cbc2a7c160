// SPDX-License-Identifier: GPL-3.0-or-later
/** What a webhook's body looks like. */
@NullMarked
package io.tidewatch.notifier.format;

import org.jspecify.annotations.NullMarked;

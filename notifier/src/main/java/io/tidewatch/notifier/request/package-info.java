// SPDX-License-Identifier: GPL-3.0-or-later
/** What the desk asks of the notifier. */
@NullMarked
package io.tidewatch.notifier.request;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Webhooks on their way: the queue, its log, the receivers' health; written by the notifier. */
@NullMarked
package io.tidewatch.storage.delivery;

import org.jspecify.annotations.NullMarked;

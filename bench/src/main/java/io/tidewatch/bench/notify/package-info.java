// SPDX-License-Identifier: GPL-3.0-or-later
/** Webhooks under faulty receivers and a notifier that is killed again and again. */
@NullMarked
package io.tidewatch.bench.notify;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** The signature that tells a receiver who sent a webhook. */
@NullMarked
package io.tidewatch.notifier.sign;

import org.jspecify.annotations.NullMarked;

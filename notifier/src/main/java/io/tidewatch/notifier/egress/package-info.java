// SPDX-License-Identifier: GPL-3.0-or-later
/** The way out: which addresses may be reached, and one request to one of them. */
@NullMarked
package io.tidewatch.notifier.egress;

import org.jspecify.annotations.NullMarked;

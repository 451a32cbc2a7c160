// SPDX-License-Identifier: GPL-3.0-or-later
/** Secrets at rest. */
@NullMarked
package io.tidewatch.storage.secret;

import org.jspecify.annotations.NullMarked;

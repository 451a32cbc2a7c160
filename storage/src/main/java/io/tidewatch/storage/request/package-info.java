// SPDX-License-Identifier: GPL-3.0-or-later
/** Work that a person asked of another role. */
@NullMarked
package io.tidewatch.storage.request;

import org.jspecify.annotations.NullMarked;

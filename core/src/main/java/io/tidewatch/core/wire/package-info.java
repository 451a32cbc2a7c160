// SPDX-License-Identifier: GPL-3.0-or-later
/** Records to bytes and back; the .proto files are the contract. */
@NullMarked
package io.tidewatch.core.wire;

import org.jspecify.annotations.NullMarked;

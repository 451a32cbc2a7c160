// SPDX-License-Identifier: GPL-3.0-or-later
/** What nobody wants to hear for a time; written by the desk. */
@NullMarked
package io.tidewatch.storage.silence;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** What a product team asks to be told, where, and in which form. */
@NullMarked
package io.tidewatch.core.subscription;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Who changed what, when; append only. */
@NullMarked
package io.tidewatch.storage.audit;

import org.jspecify.annotations.NullMarked;

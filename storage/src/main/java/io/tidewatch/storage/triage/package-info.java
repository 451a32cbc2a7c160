// SPDX-License-Identifier: GPL-3.0-or-later
/** The triage model and the judged alerts that it is trained on. */
@NullMarked
package io.tidewatch.storage.triage;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** One's own account, keys for programs, and people. */
@NullMarked
package io.tidewatch.feedback.web.settings;

import org.jspecify.annotations.NullMarked;

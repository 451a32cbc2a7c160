// SPDX-License-Identifier: GPL-3.0-or-later
/** Signing in. */
@NullMarked
package io.tidewatch.feedback.web.signin;

import org.jspecify.annotations.NullMarked;

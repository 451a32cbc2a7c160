// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package io.tidewatch.feedback.web.format;

import org.jspecify.annotations.NullMarked;

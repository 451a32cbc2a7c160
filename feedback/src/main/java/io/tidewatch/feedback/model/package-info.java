// SPDX-License-Identifier: GPL-3.0-or-later
/** Models of KPIs, and training on demand. */
@NullMarked
package io.tidewatch.feedback.model;

import org.jspecify.annotations.NullMarked;

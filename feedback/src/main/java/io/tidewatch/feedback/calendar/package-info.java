// SPDX-License-Identifier: GPL-3.0-or-later
/** Known events: what people know to happen, entered by hand or by the verdict "expected". */
@NullMarked
package io.tidewatch.feedback.calendar;

import org.jspecify.annotations.NullMarked;

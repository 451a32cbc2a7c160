// SPDX-License-Identifier: GPL-3.0-or-later
/** The pages of models. */
@NullMarked
package io.tidewatch.feedback.web.models;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: GPL-3.0-or-later
/** Detectors: the list, the editor with its preview, and the others as text. */
@NullMarked
package io.tidewatch.feedback.web.detectors;

import org.jspecify.annotations.NullMarked;

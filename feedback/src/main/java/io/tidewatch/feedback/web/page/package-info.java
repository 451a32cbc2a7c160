// SPDX-License-Identifier: GPL-3.0-or-later
/** What every page shares: the frame, the templates, the icons, the files that the browser loads. */
@NullMarked
package io.tidewatch.feedback.web.page;

import org.jspecify.annotations.NullMarked;

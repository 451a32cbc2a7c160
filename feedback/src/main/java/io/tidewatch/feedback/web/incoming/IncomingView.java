// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.incoming;

import io.tidewatch.feedback.web.page.Frame;

/**
 * The page before its script has asked.
 *
 * @param mayRead whether refused input, which may hold whatever was sent, is shown
 */
public record IncomingView(Frame frame, boolean mayRead) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

/** A page that can't be shown, and what to do instead. */
public record ErrorView(Frame frame, String title, String detail) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

/** One line of the navigation; a count of 0 is not shown. */
public record NavItem(String label, String href, String icon, long count, boolean current) {}

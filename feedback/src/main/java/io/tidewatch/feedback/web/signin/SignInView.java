// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.signin;

/**
 * The door.
 *
 * @param problem why the last try failed, and what to do; empty at the first
 * @param user what was typed
 * @param next the page that was asked for
 */
public record SignInView(String theme, String csrf, String assets, String problem, String user, String next) {}

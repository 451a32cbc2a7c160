// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.signin;

/** @param least how many characters a password has at least */
public record PasswordView(String theme, String csrf, String assets, String problem, int least) {}

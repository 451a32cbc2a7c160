// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.role.FormToken;

/** The two pages of the door itself, without script. */
final class SignInPages {
    private SignInPages() {}

    static String signIn(String token, String next, String user, String error) {
        return page("Sign in", """
                <form method="post" action="/sign-in">
                <label>Name <input name="user" autocomplete="username" required autofocus value="%s"></label>
                <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
                <input type="hidden" name="next" value="%s">
                %s%s
                <button type="submit">Sign in</button>
                </form>
                """.formatted(escape(user), escape(next), hidden(token), error(error)));
    }

    static String newPassword(String token, String error) {
        return page("Set your password", """
                <form method="post" action="/password">
                <p>The secret you came with works once. Choose a password of at least %d characters.</p>
                <label>New password <input name="password" type="password" autocomplete="new-password" minlength="%d"
                 required autofocus></label>
                %s%s
                <button type="submit">Set password</button>
                </form>
                """.formatted(Passwords.LEAST, Passwords.LEAST, hidden(token), error(error)));
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Tidewatch</title>
                </head>
                <body class="door">
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """.formatted(title, title, body);
    }

    private static String hidden(String token) {
        return "<input type=\"hidden\" name=\"" + FormToken.FIELD + "\" value=\"" + escape(token) + "\">";
    }

    private static String error(String error) {
        return error.isEmpty() ? "" : "<p role=\"alert\">" + escape(error) + "</p>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

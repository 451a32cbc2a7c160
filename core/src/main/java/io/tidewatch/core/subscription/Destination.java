// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

/** Where a subscription's events go: an address on the web, or one for e-mail. Its text is a URL. */
public sealed interface Destination permits WebhookUrl, MailAddress {
    /** Enough for logs. */
    String host();

    /** @throws IllegalArgumentException that says what is wrong with the text and what to write instead */
    static Destination parse(String text) {
        return text.startsWith(MailAddress.SCHEME) ? MailAddress.parse(text) : WebhookUrl.parse(text);
    }
}

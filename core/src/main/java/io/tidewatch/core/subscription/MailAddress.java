// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import java.util.regex.Pattern;

/** One e-mail address, written as mailto:team@example.com; nothing in it can become a second one, or a header. */
public record MailAddress(String address) implements Destination {
    static final String SCHEME = "mailto:";
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    public MailAddress {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "\"" + address + "\" is no e-mail address; write mailto:team@example.com, one a subscription");
        }
    }

    static MailAddress parse(String text) {
        return new MailAddress(text.substring(SCHEME.length()));
    }

    @Override
    public String host() {
        return address.substring(address.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return SCHEME + address;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.util.Locale;

/** Why an address is not for webhooks. */
public enum Refusal {
    LOOPBACK("it is this machine", true),
    PRIVATE("it is in a private network", true),
    SHARED("it is in a carrier's shared network (100.64.0.0/10)", true),
    UNIQUE_LOCAL("it is in a private network (fc00::/7)", true),
    LINK_LOCAL("it is link-local, where clouds keep their metadata; no setting allows it", false),
    PLATFORM("a cloud answers there with metadata; no setting allows it", false),
    MULTICAST("it is multicast", false),
    UNSPECIFIED("it is no address of a machine", false),
    TRANSLATED("another address is hidden in it", true),
    RESERVED("it is reserved, for documentation, tests or the future", true),
    NOT_ENCRYPTED("plain http is only for addresses that the operator allows", true);

    private final String words;
    private final boolean negotiable;

    Refusal(String words, boolean negotiable) {
        this.words = words;
        this.negotiable = negotiable;
    }

    /** Whether the operator's list can allow it. */
    boolean negotiable() {
        return negotiable;
    }

    String words() {
        return words;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

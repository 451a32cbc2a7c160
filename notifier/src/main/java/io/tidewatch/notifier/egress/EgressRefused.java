// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A host whose address is not for webhooks. It stands where a failed look-up would, so that no connection is tried. */
final class EgressRefused extends UnknownHostException {
    private final transient Refusal refusal;

    EgressRefused(String host, InetAddress address, Refusal refusal) {
        super(host + " has the address " + address.getHostAddress() + ", and " + refusal.words()
                + (refusal.negotiable() ? ". The operator can allow it with tidewatch.notifier.allow." : "."));
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}

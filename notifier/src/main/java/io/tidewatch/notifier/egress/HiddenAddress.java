// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** The IPv4 address that some IPv6 addresses carry: whoever connects to one may end at the other. */
final class HiddenAddress {
    private static final AddressRange MAPPED_OR_COMPATIBLE = AddressRange.parse("::/80");
    /** The loopback and unspecified addresses of IPv6, not hidden ones of IPv4. */
    private static final AddressRange NO_HIDDEN = AddressRange.parse("::/112");

    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange TEREDO = AddressRange.parse("2001::/32");

    private HiddenAddress() {}

    static Optional<InetAddress> in(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16 || NO_HIDDEN.contains(address)) {
            return Optional.empty();
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(v4(bytes, 2, 0));
        }
        if (TEREDO.contains(address)) {
            return Optional.of(v4(bytes, 12, 0xFF));
        }
        boolean isatap = (bytes[8] & 0xFD) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == (byte) 0xFE;
        if (isatap || NAT64.contains(address) || MAPPED_OR_COMPATIBLE.contains(address)) {
            return Optional.of(v4(bytes, 12, 0));
        }
        return Optional.empty();
    }

    private static InetAddress v4(byte[] bytes, int from, int mask) {
        byte[] hidden = Arrays.copyOfRange(bytes, from, from + 4);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] ^= (byte) mask;
        }
        try {
            return InetAddress.getByAddress(hidden);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses that share their first bits, written as CIDR does: {@code 10.0.0.0/8}, {@code fd00::/8}. */
record AddressRange(InetAddress base, int bits) {
    /** Nothing that would make the JDK ask a name server. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** @throws IllegalArgumentException naming the text and how a range is written */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!LITERAL.matcher(address).matches()) {
                throw new IllegalArgumentException("it is no address");
            }
            InetAddress base = InetAddress.getByName(address);
            int most = base.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("it has 0 to " + most + " bits");
            }
            return new AddressRange(base, bits);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no range of addresses (" + e.getMessage()
                            + "); write it as 10.0.0.0/8 or fd00::/8",
                    e);
        }
    }

    boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private boolean contains(byte[] given) {
        byte[] own = base.getAddress();
        if (given.length != own.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (own[i] != given[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xFF00 >> rest & 0xFF;
        return rest == 0 || (own[whole] & mask) == (given[whole] & mask);
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}

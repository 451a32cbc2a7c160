// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Addresses with a special meaning, after the special-purpose registries of IANA (RFC 6890 and what followed). */
final class SpecialRanges {
    /** The first that holds an address counts, so what is never negotiable stands first. */
    private static final Map<AddressRange, Refusal> RANGES = new LinkedHashMap<>();

    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

    static {
        add(Refusal.LINK_LOCAL, "169.254.0.0/16", "fe80::/10");
        // Alibaba, Oracle, Azure; Amazon over IPv6, Google over IPv6.
        add(Refusal.PLATFORM, "100.100.100.200/32", "192.0.0.192/32", "168.63.129.16/32");
        add(Refusal.PLATFORM, "fd00:ec2::/32", "fd20:ce::/32");
        add(Refusal.MULTICAST, "224.0.0.0/4", "ff00::/8");
        add(Refusal.UNSPECIFIED, "0.0.0.0/8", "255.255.255.255/32", "::/128");
        add(Refusal.LOOPBACK, "127.0.0.0/8", "::1/128");
        add(Refusal.PRIVATE, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fec0::/10");
        add(Refusal.SHARED, "100.64.0.0/10");
        add(Refusal.UNIQUE_LOCAL, "fc00::/7");
        add(Refusal.RESERVED, "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24");
        add(Refusal.RESERVED, "192.88.99.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", "240.0.0.0/4");
        // Translators and tunnels: IPv4-compatible, NAT64, 6to4, Teredo.
        add(Refusal.TRANSLATED, "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32");
        add(Refusal.RESERVED, "100::/64", "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "5f00::/16");
    }

    private SpecialRanges() {}

    private static void add(Refusal refusal, String... ranges) {
        for (String range : ranges) {
            RANGES.put(AddressRange.parse(range), refusal);
        }
    }

    /** Empty for an address of the public internet. */
    static Optional<Refusal> refusal(InetAddress address) {
        for (Map.Entry<AddressRange, Refusal> range : RANGES.entrySet()) {
            if (range.getKey().contains(address)) {
                return Optional.of(range.getValue());
            }
        }
        // What is not global unicast has no meaning yet.
        return address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)
                ? Optional.of(Refusal.RESERVED)
                : Optional.empty();
    }
}

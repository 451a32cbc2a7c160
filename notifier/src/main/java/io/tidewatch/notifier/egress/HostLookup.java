// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks which addresses a host has. */
@FunctionalInterface
public interface HostLookup {
    /** Of the operating system and the JDK. */
    HostLookup SYSTEM = InetAddress::getAllByName;

    InetAddress[] lookup(String host) throws UnknownHostException;
}

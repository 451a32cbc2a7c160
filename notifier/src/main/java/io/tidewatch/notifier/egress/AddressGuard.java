// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Which addresses a webhook may reach: the public internet over https, and what the operator allows. */
public final class AddressGuard {
    private final List<AddressRange> allowed;

    /**
     * @param allowed ranges as CIDR writes them; what is in one may be reached over http as well
     * @throws IllegalArgumentException naming what is no range
     */
    public AddressGuard(List<String> allowed) {
        this.allowed = allowed.stream().map(AddressRange::parse).toList();
    }

    /** Empty where a connection may be made. */
    Optional<Refusal> refusal(InetAddress address, boolean encrypted) {
        Optional<Refusal> special = SpecialRanges.refusal(address);
        Optional<InetAddress> hidden = HiddenAddress.in(address);
        Optional<Refusal> behind = hidden.flatMap(SpecialRanges::refusal).filter(refusal -> !refusal.negotiable());
        if (behind.isPresent()) {
            return behind;
        }
        if (special.isPresent() && !special.get().negotiable()) {
            return special;
        }
        if (allowed.stream().anyMatch(range -> range.contains(address))) {
            return Optional.empty();
        }
        if (special.isPresent()) {
            return special;
        }
        if (hidden.isPresent()) {
            return Optional.of(Refusal.TRANSLATED);
        }
        return encrypted ? Optional.empty() : Optional.of(Refusal.NOT_ENCRYPTED);
    }
}

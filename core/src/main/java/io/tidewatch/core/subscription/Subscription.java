// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import java.util.Optional;
import java.util.UUID;

/**
 * A team's webhook.
 *
 * @param version 1 at creation, one more at each change
 * @param owner the user whose it is
 * @param credential what the receiver asks for beside the signature, PagerDuty's routing key; as secret as a password
 * @param routing how it spares its readers
 * @param paused nothing is sent, what comes meanwhile waits
 * @param epoch one more each time that it is switched on again: whoever switches it off names the epoch that this ends
 */
public record Subscription(
        UUID id,
        long version,
        String owner,
        String name,
        Destination url,
        Format format,
        Optional<String> credential,
        Filter filter,
        RoutingPolicy routing,
        boolean paused,
        int epoch) {
    public static final int MAX_NAME = 200;
    private static final int MAX_CREDENTIAL = 1_024;

    public Subscription {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a subscription's name has 1 to " + MAX_NAME + " characters, not " + name.length());
        }
        if (owner.isBlank()) {
            throw new IllegalArgumentException("a subscription needs an owner");
        }
        if (format.needsCredential() && credential.isEmpty()) {
            throw new IllegalArgumentException("format " + format.slug() + " needs a credential, its routing key");
        }
        if (format == Format.EMAIL != url instanceof MailAddress) {
            throw new IllegalArgumentException(
                    "format email goes to an address such as mailto:team@example.com, the others "
                            + "to one that starts with https://; format " + format.slug() + " can't go to " + url);
        }
        if (routing.grouping().isPresent() && !format.groups()) {
            throw new IllegalArgumentException("format " + format.slug()
                    + " carries one alert a message: its receiver groups by itself; leave \"group\" out");
        }
        credential.ifPresent(given -> {
            if (given.isBlank() || given.length() > MAX_CREDENTIAL) {
                throw new IllegalArgumentException(
                        "a credential has 1 to " + MAX_CREDENTIAL + " characters, not " + given.length());
            }
        });
    }

    /** With the version that the next change has. */
    public Subscription pausedNow() {
        return new Subscription(id, version + 1, owner, name, url, format, credential, filter, routing, true, epoch);
    }

    /** Switched on, whatever switched it off; with the version that the next change has. */
    public Subscription resumed() {
        return new Subscription(
                id, version + 1, owner, name, url, format, credential, filter, routing, false, epoch + 1);
    }

    /** Without the credential: this text may stand in logs. */
    @Override
    public String toString() {
        return name + " (" + id + ", " + owner + ", " + format.slug() + " to " + url.host() + ")";
    }
}

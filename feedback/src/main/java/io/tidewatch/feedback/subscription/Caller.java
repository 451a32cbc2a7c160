// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription;

import io.tidewatch.core.role.Access;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.desk.Actors;
import jakarta.ws.rs.core.SecurityContext;

/**
 * Whose subscriptions may be seen and changed.
 *
 * @param admin everybody's; others only their own
 */
public record Caller(String name, boolean admin) {
    public static Caller of(SecurityContext security) {
        return new Caller(Actors.of(security), security.isUserInRole(Access.ADMIN));
    }

    boolean sees(Subscription subscription) {
        return admin || subscription.owner().equals(name);
    }
}

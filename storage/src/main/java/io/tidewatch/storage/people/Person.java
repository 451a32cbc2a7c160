// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import java.time.Instant;

/**
 * An account.
 *
 * @param name letters, digits and {@code ._@-}, at most 64
 * @param role one of {@code viewer}, {@code analyst}, {@code admin}
 * @param password its hash in PHC form; empty where the person signs in elsewhere
 * @param oneTime whether the password must be replaced at the first sign-in
 */
public record Person(String name, String role, String password, boolean oneTime, boolean disabled, Instant created) {
    public boolean signsInElsewhere() {
        return password.isEmpty();
    }

    @Override
    public String toString() {
        return "Person[" + name + ", " + role + (disabled ? ", disabled]" : "]");
    }
}

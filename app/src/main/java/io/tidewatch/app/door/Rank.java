// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import java.util.List;
import java.util.Set;

/** The roles of people: a higher one holds the lower. */
final class Rank {
    private static final List<String> ASCENDING = List.of(Access.VIEWER, Access.ANALYST, Access.ADMIN);

    private Rank() {}

    static Set<String> held(String role) {
        return Set.copyOf(ASCENDING.subList(0, ASCENDING.indexOf(checked(role)) + 1));
    }

    static String checked(String role) {
        if (!ASCENDING.contains(role)) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "role must be one of " + String.join(", ", ASCENDING) + ", not \"" + role + "\"");
        }
        return role;
    }
}

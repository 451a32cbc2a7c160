// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls. */
public final class Actors {
    private Actors() {}

    /** The name that stands in the audit. */
    public static String of(SecurityContext security) {
        Principal principal = security.getUserPrincipal();
        return principal == null ? "anonymous" : principal.getName();
    }
}

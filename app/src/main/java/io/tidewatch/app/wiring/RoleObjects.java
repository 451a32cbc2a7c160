// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The roles' objects, each made only in a process that runs it. */
@Singleton
class RoleObjects {
    private final Instance<Role> all;

    @Inject
    RoleObjects(@Any Instance<Role> all) {
        this.all = all;
    }

    Optional<Role> find(RoleName name) {
        Instance<Role> found = all.select(new RunsLiteral(name));
        return found.isUnsatisfied() ? Optional.empty() : Optional.of(found.get());
    }
}

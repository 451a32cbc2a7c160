// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.core.role.RoleName;
import jakarta.enterprise.util.AnnotationLiteral;

final class RunsLiteral extends AnnotationLiteral<Runs> implements Runs {
    private static final long serialVersionUID = 1;
    private final RoleName name;

    RunsLiteral(RoleName name) {
        this.name = name;
    }

    @Override
    public RoleName value() {
        return name;
    }
}

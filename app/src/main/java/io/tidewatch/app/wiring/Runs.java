// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.wiring;

import io.tidewatch.core.role.RoleName;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Which role an object is. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@interface Runs {
    RoleName value();
}

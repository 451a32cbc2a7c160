// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app;

import io.quarkus.runtime.StartupEvent;
import io.tidewatch.app.door.FirstStart;
import io.tidewatch.app.http.Measures;
import io.tidewatch.app.start.Assembly;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Quarkus's tests don't call main; this starts what main would. */
@Singleton
class StartsForTests {
    void start(@Observes StartupEvent event, Assembly assembly, FirstStart first, Measures measures) {
        assembly.start(first::prepare);
        measures.show();
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the replay role works. */
@ConfigMapping(prefix = "tidewatch.replay")
public interface ReplaySettings {
    /** Series replayed at once, over all jobs of the process. */
    @WithDefault("2")
    int workers();

    /** Jobs run at once, so that a small preview needn't wait for a large one. */
    @WithDefault("2")
    int jobs();

    /** How often it looks whether a replay was asked for. */
    @WithDefault("300ms")
    Duration look();

    /** Points that one job may replay; a larger one fails and says so. */
    @WithDefault("100000000")
    long maxPoints();

    /** How long results are kept. */
    @WithDefault("30d")
    Duration keep();
}

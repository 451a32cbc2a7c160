// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the scorer runs. */
@ConfigMapping(prefix = "tidewatch.scorer")
public interface ScorerSettings {
    /** Names the consumer group, the changelogs and the state directory; scorers of one name share the work. */
    @WithDefault("tidewatch-scorer")
    String applicationId();

    /** Threads in this process; more than the topics have partitions do nothing. */
    @WithDefault("1")
    int threads();

    /** How often results are committed; alerts are seen after that. A commit costs some ten milliseconds. */
    @WithDefault("100ms")
    Duration commitInterval();

    /** Copies of the state that other scorers keep ready. */
    @WithDefault("0")
    int standbys();

    /** Memory for states between commits, in bytes, over all threads. */
    @WithDefault("67108864")
    long cacheBytes();

    /** Detectors kept ready in memory for each partition; others are read from the store when their next point comes. */
    @WithDefault("20000")
    int readyDetectors();
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.log;

import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach the broker.
 *
 * @param bootstrap host:port, several with commas
 * @param partitions of the topics keyed by series; fixed when they are created
 * @param replicas of each topic
 */
public record LogSettings(String bootstrap, int partitions, short replicas) {
    public static final int DEFAULT_PARTITIONS = 12;

    public LogSettings {
        if (partitions < 1 || partitions > 10_000) {
            throw new IllegalArgumentException("partitions must be 1 to 10000, not " + partitions);
        }
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return properties;
    }
}

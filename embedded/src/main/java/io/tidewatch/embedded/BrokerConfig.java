// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is alone: its own controller, one replica of everything. */
final class BrokerConfig {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private BrokerConfig() {}

    static Map<String, String> of(Path log, int port, int controllerPort) {
        Map<String, String> config = node(log, controllerPort);
        config.put("process.roles", "broker,controller");
        config.put("listeners", "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        alone(config);
        small(config);
        // A record is acknowledged from the page cache, which outlives the process; this bounds what a power cut takes.
        config.put("log.flush.interval.ms", "1000");
        config.put("log.flush.scheduler.interval.ms", "1000");
        config.put("auto.create.topics.enable", "false");
        config.put("group.initial.rebalance.delay.ms", "0");
        // A year: a machine that was off for a month goes on where it stopped.
        config.put("offsets.retention.minutes", Integer.toString(365 * 24 * 60));
        return config;
    }

    /** The controller without the broker, which it soon gives up. */
    static Map<String, String> controller(Path log, int controllerPort) {
        Map<String, String> config = node(log, controllerPort);
        config.put("process.roles", "controller");
        config.put("listeners", CONTROLLER + "://127.0.0.1:" + controllerPort);
        config.put("broker.heartbeat.interval.ms", "100");
        config.put("broker.session.timeout.ms", "500");
        return config;
    }

    private static Map<String, String> node(Path log, int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("node.id", Integer.toString(NODE));
        config.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        config.put("controller.listener.names", CONTROLLER);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        config.put("log.dirs", log.toString());
        return config;
    }

    private static void alone(Map<String, String> config) {
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
    }

    /** Fewer threads and buffers than for a machine of its own. */
    private static void small(Map<String, String> config) {
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("background.threads", "4");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        config.put("log.index.size.max.bytes", Integer.toString(2 * 1024 * 1024));
        config.put("log.segment.bytes", Integer.toString(256 * 1024 * 1024));
    }
}

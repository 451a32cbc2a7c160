// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.main;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Drops what the broker and the clients say loudly although all is well: batches that overtook the first one of a new
 * transaction and are sent again, a topic that two requests wanted to create, an empty metadata log at the very first start; and
 * after a kill a state store that is restored from its changelog, and a controller that is stopped before it has registered.
 */
@LoggingFilter(name = "expected-noise")
public final class ExpectedNoise implements Filter {
    private record Noise(String logger, String text) {}

    private static final List<Noise> EXPECTED = List.of(
            new Noise("kafka.server.ReplicaManager", "OutOfOrderSequenceException"),
            new Noise("kafka.server.DefaultAutoTopicCreationManager", "TOPIC_ALREADY_EXISTS"),
            new Noise("org.apache.kafka.controller.QuorumController", "The metadata log appears to be empty"),
            new Noise("kafka.server.ControllerApis", "CONTROLLER_REGISTRATION"),
            new Noise("org.apache.kafka.streams.processor.internals.TaskManager", "TaskCorruptedException"),
            new Noise("org.apache.kafka.streams.StreamsConfig", "Processing exception handler is not enabled"),
            new Noise("org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils", "no longer assigned"));

    @Override
    public boolean isLoggable(LogRecord entry) {
        String logger = String.valueOf(entry.getLoggerName());
        String text = entry.getMessage() + " " + entry.getThrown();
        return EXPECTED.stream().noneMatch(noise -> logger.equals(noise.logger()) && text.contains(noise.text()));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.testkit.log;

import io.tidewatch.core.log.Topic;
import io.tidewatch.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker on an ephemeral port with all of Tidewatch's topics. {@link #shared()} is one for the JVM: its topics are
 * shared by all tests there, so each uses KPI names and groups of its own.
 */
public final class TestBroker implements AutoCloseable {
    /** Of the topics keyed by series: few, so that tests start quickly, and more than one, so that order is not by accident. */
    public static final int PARTITIONS = 4;

    private final Path directory;
    private final EmbeddedBroker broker;

    private TestBroker(Path directory) {
        this.directory = directory;
        this.broker = EmbeddedBroker.start(directory, 0);
        createTopics();
    }

    /** The one of this JVM; it ends with it. */
    public static TestBroker shared() {
        return Holder.SHARED;
    }

    /** One of its own, for a test that stops the broker or counts everything on a topic. */
    public static TestBroker own() {
        try {
            return new TestBroker(Files.createTempDirectory("tidewatch-broker"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** host:port. */
    public String bootstrap() {
        return broker.bootstrap();
    }

    @Override
    public void close() {
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As storage's Topics does, which this module can't use: storage's own tests depend on it. */
    private void createTopics() {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Map<String, String> config = new HashMap<>();
            config.put("max.message.bytes", Integer.toString(8 * 1024 * 1024));
            config.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
            topics.add(new NewTopic(topic.id(), topic.bySeries() ? PARTITIONS : 1, (short) 1).configs(config));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics can't be created: " + e.getCause(), e);
        }
    }

    private static final class Holder {
        static final TestBroker SHARED = own();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SHARED::close, "stop-test-broker"));
        }
    }
}

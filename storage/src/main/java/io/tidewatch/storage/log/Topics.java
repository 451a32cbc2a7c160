// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.log;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.log.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing and checks those that exist. */
public final class Topics {
    private static final Duration DAY = Duration.ofDays(1);
    private final LogClients clients;

    public Topics(LogClients clients) {
        this.clients = clients;
    }

    /**
     * @throws TidewatchException where the broker doesn't answer within 30 s, or a topic keyed by series has another number of
     *     partitions than the settings say
     */
    public void ensure() {
        try (Admin admin = clients.admin()) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                if (!existing.contains(topic.id())) {
                    missing.add(definition(topic));
                }
            }
            create(admin, missing);
            awaitLeaders(admin, missing);
            check(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new TidewatchException(
                    ErrorCode.UNAVAILABLE,
                    "Kafka at " + clients.settings().bootstrap() + " doesn't answer: " + e.getMessage()
                            + ". Start it, or set TIDEWATCH_KAFKA to one that runs.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }

    private void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Another process may have been faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * A broker names itself as leader a moment before it takes records. Where the first one is turned away in that moment and the
     * second is not, the first can't follow it any more: its sender would wait for 30 s and fail. Offsets are told by a leader that
     * is at work.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> made)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        Map<String, TopicDescription> found = admin.describeTopics(
                        made.stream().map(NewTopic::name).toList())
                .allTopicNames()
                .get(30, TimeUnit.SECONDS);
        found.values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> partitions.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        admin.listOffsets(partitions).all().get(30, TimeUnit.SECONDS);
    }

    private void check(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (topic.bySeries()) {
                names.add(topic.id());
            }
        }
        Map<String, TopicDescription> found =
                admin.describeTopics(names).allTopicNames().get(30, TimeUnit.SECONDS);
        for (TopicDescription description : found.values()) {
            int count = description.partitions().size();
            if (count != clients.settings().partitions()) {
                throw new TidewatchException(
                        ErrorCode.CONFLICT,
                        "topic " + description.name() + " has " + count + " partitions, the settings say "
                                + clients.settings().partitions()
                                + ". The number is fixed when the topic is created: set TIDEWATCH_KAFKA_PARTITIONS to "
                                + count + ".");
            }
        }
    }

    private NewTopic definition(Topic topic) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(8 * 1024 * 1024));
        if (topic.compacted()) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            Duration retention = switch (topic) {
                case SCORES -> DAY;
                case ALERTS, DESK -> DAY.multipliedBy(400);
                default -> DAY.multipliedBy(7);
            };
            config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        }
        int partitions = topic.bySeries() ? clients.settings().partitions() : 1;
        return new NewTopic(topic.id(), partitions, clients.settings().replicas()).configs(config);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.role.Role;
import io.tidewatch.core.role.RoleName;
import io.tidewatch.feedback.alert.AlertReader;
import io.tidewatch.feedback.kpi.Discoveries;
import io.tidewatch.feedback.score.ScoreReader;
import io.tidewatch.storage.alert.AlertChanges;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.outbox.Outbox;
import io.tidewatch.storage.outbox.OutboxPublisher;
import io.tidewatch.storage.score.ScoreStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk at work: alerts and scores come in from the log, settings, calibrations and the desk's events go out. */
public final class FeedbackRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackRole.class);

    private final Desk desk;
    private final Database database;
    private final LogClients clients;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile List<TopicReader> readers = List.of();

    public FeedbackRole(Desk desk, Database database, LogClients clients) {
        this.desk = desk;
        this.database = database;
        this.clients = clients;
    }

    @Override
    public RoleName name() {
        return RoleName.FEEDBACK;
    }

    @Override
    public synchronized void start() {
        if (!running.isEmpty()) {
            return;
        }
        try {
            int resealed = new SubscriptionStore(database).reseal();
            if (resealed > 0) {
                LOG.info("{} secrets of subscriptions are sealed with the newest key now", resealed);
            }
            Producer<byte[], byte[]> producer = clients.producer("tidewatch-desk");
            running.push(producer);
            OutboxPublisher publisher = new OutboxPublisher(database, Outbox.DESK, producer);
            running.push(publisher);
            desk.workplace().onCommit(publisher::nudge);
            TopicReader alerts = new TopicReader(
                    clients,
                    AlertReader.GROUP,
                    List.of(Topic.ALERTS.id()),
                    new AlertReader(desk.workplace(), desk.calibrations(), desk.incidents()));
            running.push(alerts);
            TopicReader scores = new TopicReader(
                    clients, ScoreReader.GROUP, List.of(Topic.SCORES.id()), new ScoreReader(new ScoreStore(database)));
            running.push(scores);
            readers = List.of(alerts, scores);
            running.push(new Discoveries(desk.kpis(), database));
            running.push(new AlertChanges(database, desk.live()::changed, desk.live()::missed));
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        readers = List.of();
        desk.workplace().onCommit(() -> {});
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }

    @Override
    public String trouble() {
        return readers.stream()
                .map(TopicReader::trouble)
                .filter(trouble -> !trouble.isEmpty())
                .findFirst()
                .orElse("");
    }
}

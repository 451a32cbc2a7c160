// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import io.tidewatch.core.subscription.Filter;
import io.tidewatch.core.subscription.Format;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.RoutingPolicy;
import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.storage.log.Topics;
import io.tidewatch.storage.subscription.SubscriptionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;

/**
 * Alert events through a real broker, a real PostgreSQL (fsync on) and two notifier processes, of which one or the other is
 * killed again and again, to sixteen receivers, half of them faulty. Prints what arrived, what came twice, how fast, and how
 * long a healthy receiver waits while others hang.
 */
public final class WebhookDelivery {
    private static final int PARTITIONS = 4;

    private WebhookDelivery() {}

    /** @param args events (100000), kills (30), seed (42), seconds after which it stops waiting (1200) */
    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int kills = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        long seed = args.length > 2 ? Long.parseLong(args[2]) : 42;
        Duration limit = Duration.ofSeconds(args.length > 3 ? Long.parseLong(args[3]) : 1_200);
        Path directory = Files.createTempDirectory("tidewatch-bench-notify");
        try (EmbeddedDatabase postgres = EmbeddedDatabase.start(directory.resolve("db"), 0);
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("log"), 0);
                Receivers receivers = new Receivers();
                Database database = Database.open(postgres.url(), 4)) {
            LogClients log = new LogClients(new LogSettings(broker.bootstrap(), PARTITIONS, (short) 1));
            prepare(database, log, receivers);
            try (Producer<byte[], byte[]> producer = log.producer("bench");
                    Notifiers notifiers = new Notifiers(postgres.url(), broker.bootstrap(), PARTITIONS)) {
                run(new Load(producer), producer, notifiers, receivers, database, events, kills, seed, limit);
            }
        }
        System.exit(0);
    }

    private static void run(
            Load load,
            Producer<byte[], byte[]> producer,
            Notifiers notifiers,
            Receivers receivers,
            Database database,
            int events,
            int kills,
            long seed,
            Duration limit)
            throws Exception {
        int alerts = events / 2;
        for (int i = 0; i < alerts; i++) {
            load.alert(i, i % Receivers.ALL.size());
        }
        producer.flush();
        int deliverable = deliverable(alerts);
        Aftermath aftermath = new Aftermath(database);
        long start = System.nanoTime();
        Random random = new Random(seed);
        int killed = 0;
        long tenth = 0;
        long nearlyAll = 0;
        while (receivers.distinct() < deliverable || aftermath.open() > 0) {
            Thread.currentThread().join(Duration.ofMillis(200));
            long now = System.nanoTime();
            int delivered = receivers.distinct();
            // Spread over the deliveries, so that each kill hits a process at work.
            if (killed < kills && delivered > (long) deliverable * (killed + 1) / (kills + 2)) {
                notifiers.killOne(random);
                killed++;
            }
            tenth = tenth == 0 && delivered >= deliverable * 0.1 ? now : tenth;
            nearlyAll = nearlyAll == 0 && delivered >= deliverable * 0.95 ? now : nearlyAll;
            if (now - start > limit.toNanos()) {
                print("not done within %s", limit);
                break;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        print(
                "events %d, of them deliverable %d (the rest went to the receiver that answered 410)",
                events, deliverable);
        print("kills %d", killed);
        print("delivered %d (%.3f %%)", receivers.distinct(), 100.0 * receivers.distinct() / deliverable);
        print(
                "repeats of a webhook-id that was taken in already %d (%.3f %%)",
                receivers.repeats.get(), 100.0 * receivers.repeats.get() / deliverable);
        print("out of order within an alert %d", receivers.tooEarly.get());
        print("redirects followed %d", receivers.elsewhere.get());
        print(
                "requests %d in %.1f s; between 10 %% and 95 %% delivered, %.0f deliveries a second",
                receivers.requests.get(), seconds, 0.85 * deliverable / ((nearlyAll - tenth) / 1e9));
        aftermath.lines().forEach(System.out::println);
        probe(load, producer, receivers, alerts);
    }

    /** While one receiver hangs and another drips, how long a healthy one waits for its event. */
    private static void probe(Load load, Producer<byte[], byte[]> producer, Receivers receivers, int from)
            throws InterruptedException {
        int hang = Receivers.ALL.indexOf(Fault.HANG);
        List<Long> waits = new ArrayList<>();
        int number = from;
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < 40; k++) {
                load.alert(number++, hang);
            }
            String event = load.alert(number++, 0);
            producer.flush();
            long sent = System.nanoTime();
            while (receivers.takenAt(event) == null && System.nanoTime() - sent < 30_000_000_000L) {
                Thread.currentThread().join(Duration.ofMillis(1));
            }
            waits.add((System.nanoTime() - sent) / 1_000_000);
        }
        waits.sort(null);
        print(
                "beside a hanging receiver, a healthy one waits p50 %d ms, p99 %d ms, at most %d ms",
                waits.get(50), waits.get(98), waits.getLast());
    }

    private static int deliverable(int alerts) {
        int count = 0;
        for (int i = 0; i < alerts; i++) {
            count += Receivers.ALL.get(i % Receivers.ALL.size()) == Fault.GONE ? 0 : 2;
        }
        return count;
    }

    private static void prepare(Database database, LogClients log, Receivers receivers) throws SQLException {
        new Migrator(database.dataSource()).migrate();
        new Topics(log).ensure();
        SubscriptionStore store = new SubscriptionStore(database);
        for (int i = 0; i < Receivers.ALL.size(); i++) {
            Subscription subscription = new Subscription(
                    UUID.randomUUID(),
                    1,
                    "bench",
                    i + " " + Receivers.ALL.get(i),
                    WebhookUrl.parse(receivers.url(i)),
                    Format.STANDARD,
                    Optional.empty(),
                    new Filter(List.of(new NamePattern("bench." + i)), Map.of(), Set.of(), Set.of()),
                    RoutingPolicy.NONE,
                    false,
                    1);
            database.jdbi()
                    .useTransaction(transaction -> store.create(
                            transaction,
                            subscription,
                            SigningSecret.generate(new SecureRandom()),
                            "bench",
                            InstantSource.system().instant()));
        }
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}

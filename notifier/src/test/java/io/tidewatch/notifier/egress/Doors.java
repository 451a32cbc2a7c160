// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.notifier.Desk;
import io.tidewatch.notifier.Samples;
import io.tidewatch.notifier.delivery.Outgoing;
import io.tidewatch.notifier.delivery.Tally;
import io.tidewatch.notifier.event.EventRouter;
import io.tidewatch.notifier.event.Notification;
import io.tidewatch.notifier.event.Situation;
import io.tidewatch.notifier.format.Formats;
import io.tidewatch.notifier.format.Links;
import io.tidewatch.notifier.mail.MailCarrier;
import io.tidewatch.notifier.mail.MailSender;
import io.tidewatch.notifier.request.RequestWorker;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.delivery.DeliveryInbox;
import io.tidewatch.storage.delivery.DeliveryQueue;
import io.tidewatch.storage.delivery.DeliveryResends;
import io.tidewatch.storage.delivery.NotifiedAlerts;
import io.tidewatch.storage.delivery.ToldAlerts;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import io.tidewatch.storage.silence.SilenceStore;
import io.tidewatch.storage.subscription.SubscriptionStore;
import io.tidewatch.testkit.database.TestDatabase;
import io.tidewatch.testkit.time.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Both ways out, with a subscription for each vector: an alert that all of them want, and the test button of each. A trap
 * listens at every address of this machine; a receiver that the operator allows answers with redirects to it.
 */
final class Doors implements AutoCloseable {
    static final String ALLOWED = "127.200.200.200";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicInteger reached = new AtomicInteger();
    private final HttpServer trap;
    private final HttpServer mover;
    private final TestDatabase server = TestDatabase.migrated();
    private final Database database = Database.open(server.url(), 6);
    private final ManualClock clock = new ManualClock(NOW);
    private final Outgoing outgoing;
    private final Map<String, Map<String, String>> outcomes = new HashMap<>();

    Doors(List<EgressVectorsTest.Vector> vectors) throws IOException {
        trap = HttpServer.create(new InetSocketAddress(0), 0);
        trap.createContext("/", exchange -> {
            reached.incrementAndGet();
            answer(exchange, 200);
        });
        trap.start();
        mover = HttpServer.create(new InetSocketAddress(ALLOWED, 0), 0);
        mover.createContext("/", Doors::move);
        mover.start();
        Map<String, List<String>> names = new HashMap<>();
        Map<UUID, String> urls = new HashMap<>();
        Desk desk = new Desk(database);
        for (EgressVectorsTest.Vector vector : vectors) {
            if (!vector.isRefusedAsText()) {
                String url = url(vector);
                Subscription subscription = desk.subscribe(url);
                urls.put(subscription.id(), url);
                names.put(WebhookUrl.parse(url).host(), vector.addresses());
            }
        }
        outgoing = outgoing(names);
        send(urls);
    }

    private Outgoing outgoing(Map<String, List<String>> names) {
        try {
            return new Outgoing(
                    new DeliveryQueue(database, Duration.ofDays(5)),
                    new WebhookClient(
                            new AddressGuard(List.of(ALLOWED)),
                            host -> lookup(host, names.getOrDefault(host, List.of())),
                            Duration.ofSeconds(5),
                            1_024,
                            SSLContext.getDefault()),
                    new MailCarrier(MailSender.NONE, "https://tidewatch.example"),
                    clock,
                    new Random(4),
                    2,
                    Duration.ofSeconds(5),
                    new Tally());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Map<UUID, String> urls) {
        SubscriptionStore subscriptions = new SubscriptionStore(database);
        NotifiedAlerts alerts = new NotifiedAlerts(database);
        EventRouter router = new EventRouter(
                subscriptions,
                new Situation(new SilenceStore(database), alerts, Instant.EPOCH, Duration.ZERO),
                new DeliveryInbox(database),
                new ToldAlerts(database),
                new Formats(new Links("https://tidewatch.example")));
        RequestStore requests = new RequestStore(database);
        for (UUID subscription : urls.keySet()) {
            database.jdbi()
                    .useTransaction(transaction -> requests.add(
                            transaction, RequestKind.SEND_TEST, subscription.toString(), "{}", "mallory", NOW));
        }
        new RequestWorker(requests, subscriptions, new DeliveryResends(database), router, clock).work();
        router.route(List.of(Notification.of(Samples.opened("signups"))), NOW);
        outgoing.nudge();
        await().atMost(Duration.ofSeconds(60)).until(() -> tried() == 2 * urls.size());
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select d.subscription_id, case d.kind when 'test' then 'test' else 'delivery' end, a.outcome "
                                        + "from delivery d join delivery_attempt a on a.delivery_id = d.id")
                        .map((row, context) -> outcomes.computeIfAbsent(
                                        urls.get(row.getObject(1, UUID.class)), url -> new HashMap<>())
                                .put(row.getString(2), row.getString(3)))
                        .list());
    }

    private int tried() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from delivery_attempt")
                        .mapTo(Integer.class)
                        .one());
    }

    String url(EgressVectorsTest.Vector vector) {
        return vector.url()
                .replace("{port}", Integer.toString(trap.getAddress().getPort()))
                .replace("{mover}", ALLOWED + ":" + mover.getAddress().getPort());
    }

    /** By door: why it was refused. */
    Map<String, String> outcomes(EgressVectorsTest.Vector vector) {
        Map<String, String> words = new HashMap<>();
        outcomes.getOrDefault(url(vector), Map.of())
                .forEach((door, word) -> words.put(door, word.replaceFirst("^refused-", "")));
        return words;
    }

    int reached() {
        return reached.get();
    }

    InetSocketAddress mover() {
        return mover.getAddress();
    }

    /** The path is the status, the query where it points. */
    private static void move(HttpExchange exchange) throws IOException {
        String to = exchange.getRequestURI().getQuery();
        if (to != null) {
            exchange.getResponseHeaders().set("Location", to);
            exchange.getResponseHeaders().set("Refresh", "0; url=" + to);
        }
        answer(exchange, Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static InetAddress[] lookup(String host, List<String> addresses) throws UnknownHostException {
        if (addresses.isEmpty()) {
            return new InetAddress[] {InetAddress.getByName(host)};
        }
        InetAddress[] answer = new InetAddress[addresses.size()];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = InetAddress.getByName(addresses.get(i));
        }
        return answer;
    }

    @Override
    public void close() {
        outgoing.close();
        trap.stop(0);
        mover.stop(0);
        database.close();
        server.close();
    }
}

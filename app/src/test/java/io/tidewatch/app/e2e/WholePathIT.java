// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertEventKind;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A KPI goes in, bounds come out, alerts are raised, judged in a browser and delivered, and a kill in the middle costs nothing.
 * The process has its own PostgreSQL and broker, as on a user's machine, and takes both with it when it is killed.
 */
class WholePathIT {
    private static final String PASSWORD = "a long enough password";
    private static final int DAY = 288;

    @TempDir
    Path directory;

    @Test
    void generatedSeries() throws Exception {
        LabelledSeries series = LabelledSeries.generated("checkouts", 42);
        int live = 14 * DAY;
        Set<TimeRange> found = path(series, live);
        assertThat(found).as("outages of seed 42 that an alert overlaps").containsAll(series.labelledFrom(live));
    }

    @Test
    void labelledSeriesOfAWebService() throws Exception {
        LabelledSeries series =
                LabelledSeries.shared("web.requests", "aiops-kpi/54350a12-7a9d-3ca8-b81f-f886b9d156fd.csv.gz");
        int live = series.size() / 2;
        Set<TimeRange> found = path(series, live);
        List<TimeRange> labelled = series.labelledFrom(live);
        assertThat(found.size())
                .as("%s of %s labelled ranges", found.size(), labelled.size())
                .isGreaterThanOrEqualTo((labelled.size() + 1) / 2);
    }

    /** Gives the labelled ranges that alerts overlap. */
    private Set<TimeRange> path(LabelledSeries series, int live) throws Exception {
        try (Receiver receiver = new Receiver();
                AppProcess app = new AppProcess(
                        directory.resolve("data"),
                        Map.of(
                                "TIDEWATCH_ADMIN_PASSWORD", PASSWORD,
                                "TIDEWATCH_INGEST_MAX_AGE", "10950d",
                                "TIDEWATCH_NOTIFIER_NEWS_AT_FIRST_START", "10950d",
                                "TIDEWATCH_NOTIFIER_ALLOW", "127.0.0.0/8"))) {
            app.start();
            Api api = new Api(app).signIn("admin", PASSWORD);
            api.createKpi(series.name(), series.step());
            String secret = subscribe(api, receiver);
            send(api, series, 0, live, true);
            trained(app, api, series, live);

            int middle = live + (series.size() - live) / 2;
            send(api, series, live, middle, false);
            app.kill();
            app.start();
            api = new Api(app).signIn("admin", PASSWORD);
            // The last request's answer may have been lost with the process: a client sends it again.
            send(api, series, middle - DAY, middle, false);
            send(api, series, middle, series.size(), false);

            Topics topics = new Topics(app.data());
            topics.awaitScored(series.times()[series.size() - 1]);
            List<AlertEvent> events = topics.alertEvents();
            assertThat(new HashSet<>(events.stream().map(AlertEvent::eventId).toList()))
                    .as("each event once")
                    .hasSameSizeAs(events);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(Tables.points(app.data())).isEqualTo(series.size()));
            awaitRows(api, events);
            awaitDeliveries(receiver, secret, events);
            judge(app, api, events);
            return overlapped(series, live, events);
        }
    }

    private static String subscribe(Api api, Receiver receiver) throws Exception {
        JsonNode subscription = api.post(
                "/api/v1/subscriptions",
                "{\"name\": \"team\", \"url\": \"" + receiver.url()
                        + "\", \"filter\": {\"kinds\": [\"alert.opened\", \"alert.resolved\"]}}");
        return subscription.path("secret").asText();
    }

    private static void send(Api api, LabelledSeries series, int from, int to, boolean history) throws Exception {
        int batch = history ? 20 * DAY : DAY;
        for (int at = from; at < to; at += batch) {
            HttpResponse<String> answer = api.points(series.name(), history, series.csv(at, Math.min(to, at + batch)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static void trained(AppProcess app, Api api, LabelledSeries series, int live) throws Exception {
        // A training sees what the table has, and the writer may still be at the history.
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(Tables.points(app.data())).isEqualTo(live));
        Instant next = Micros.toInstant(series.times()[live - 1]).plus(series.step());
        api.train(series.name(), next.toString().substring(0, 10));
    }

    private static void awaitRows(Api api, List<AlertEvent> events) {
        Set<String> ids = new HashSet<>(
                events.stream().map(event -> event.alertId().value()).toList());
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Set<String> rows = new HashSet<>();
            api.get("/api/v1/alerts?limit=500")
                    .path("items")
                    .forEach(row -> rows.add(row.path("id").asText()));
            assertThat(rows).isEqualTo(ids);
        });
    }

    private static void awaitDeliveries(Receiver receiver, String secret, List<AlertEvent> events) {
        long wanted = events.stream()
                .filter(event -> event.kind() == AlertEventKind.OPENED || event.kind() == AlertEventKind.RESOLVED)
                .count();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(receiver.verified(secret).stream()
                                .map(Receiver.Delivery::id)
                                .distinct())
                        .hasSize((int) wanted));
    }

    private static void judge(AppProcess app, Api api, List<AlertEvent> events) throws Exception {
        AlertEvent alert = events.stream()
                .filter(event -> event.kind() == AlertEventKind.OPENED)
                .findFirst()
                .orElseThrow();
        JsonNode receipt = api.get("/api/v1/alerts/" + alert.alertId() + "/receipt");
        assertThat(receipt.path("check").path("outcome").asText())
                .as("the receipt's sums: %s", receipt)
                .isEqualTo("agrees");
        long before = new Topics(app.data()).calibrations();
        Browser.onlyIfThereIsOne();
        try (Browser browser = new Browser(app.address())) {
            browser.signIn("admin", PASSWORD);
            assertThat(browser.judgeFalse(alert.alertId().value())).contains("false alarm");
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode verdicts = api.get("/api/v1/alerts/" + alert.alertId() + "/verdicts");
            assertThat(verdicts.path(0).path("kind").asText()).isEqualTo("false_alarm");
            assertThat(new Topics(app.data()).calibrations()).isGreaterThan(before);
        });
    }

    private static Set<TimeRange> overlapped(LabelledSeries series, int live, List<AlertEvent> events) {
        Set<TimeRange> found = new HashSet<>();
        for (TimeRange range : series.labelledFrom(live)) {
            for (AlertEvent event : events) {
                // Seen within an hour of its end counts: the longest quiet time before an alert closes is half of that.
                if (event.started() < range.to() + Micros.HOUR && event.at() >= range.from()) {
                    found.add(range);
                }
            }
        }
        return found;
    }
}

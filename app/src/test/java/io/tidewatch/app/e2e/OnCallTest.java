// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidewatch.app.MailServer;
import io.tidewatch.app.TestServers;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.storage.database.Database;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the people on call see, from what a server's agent sends to what arrives in their tools. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class OnCallTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI server;

    @ConfigProperty(name = "test.mail")
    @SuppressWarnings("NullAway.Init")
    Path mails;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Settings settings;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Database database;

    @SuppressWarnings("NullAway.Init")
    private Api api;

    @SuppressWarnings("NullAway.Init")
    private Receiver receiver;

    private Instant minute =
            InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES).minus(4, ChronoUnit.HOURS);

    @BeforeEach
    void signIn() throws Exception {
        api = new Api(server, settings.data()).signIn("admin", TestServers.ADMIN_PASSWORD);
        receiver = new Receiver();
    }

    @AfterEach
    void unsubscribe() throws Exception {
        receiver.close();
        database.jdbi().useHandle(handle -> handle.execute("delete from subscription where name like 'on call%'"));
    }

    @Test
    void cpuAboveEightyPercentForFiveMinutesIsOneMessageInSlackAndOneByMail() throws Exception {
        watch("cpu.usage_active", "mean", 80);
        subscribe("on call chat", receiver.url(), "slack", "cpu.*", "");
        subscribe("on call mail", "mailto:oncall@example.com", "email", "cpu.*", "");
        for (int i = 0; i < 6; i++) {
            cpu(30);
        }
        sendUntil(() -> cpu(95), () -> receiver.bodies().size() == 1);
        // It stays as it is: nobody is told again.
        cpu(96);
        cpu(95);
        sendUntil(
                () -> cpu(20),
                () -> receiver.bodies().size() == 2
                        && mailsTo("oncall@example.com").size() == 2);
        assertThat(receiver.bodies())
                .extracting(OnCallTest::slackTitle)
                .containsExactly(
                        "Alert: cpu.usage_active{host=\"web-1\"}", "Resolved: cpu.usage_active{host=\"web-1\"}");
        assertThat(mailsTo("oncall@example.com")).hasSize(2);
        assertThat(mailsTo("oncall@example.com").getFirst())
                .contains("Subject: Alert: cpu.usage_active{host=\"web-1\"}")
                .contains("Severity: low");
        assertThat(mailsTo("oncall@example.com").getLast())
                .contains("Subject: Resolved: cpu.usage_active{host=\"web-1\"}");
    }

    @Test
    void slowRequestsPageWhenNobodyAcknowledgesAndOnce() throws Exception {
        watch("latency.p99", "mean", 0.8);
        subscribe(
                "on call pager",
                receiver.url(),
                "pagerduty",
                "latency.*",
                ", \"credential\": \"key\", \"routing\": {\"unacknowledgedFor\": \"PT15M\"}");
        sendUntil(() -> latency(5), () -> held() == 2);
        assertThat(receiver.bodies()).isEmpty();
        api.post("/api/v1/alerts/" + alertOf("latency.p99{region=\"us\",service=\"pay\"}") + "/acknowledge", "");
        await().atMost(PATIENCE).until(() -> acknowledged() == 1);
        aQuarterOfAnHourPasses();
        await().atMost(PATIENCE).until(() -> receiver.bodies().size() == 1);
        latency(5);
        sendUntil(() -> latency(0), () -> receiver.bodies().size() == 2);
        JsonNode page = JSON.readTree(receiver.bodies().getFirst());
        JsonNode over = JSON.readTree(receiver.bodies().getLast());
        assertThat(page.path("event_action").asText()).isEqualTo("trigger");
        assertThat(page.at("/payload/source").asText()).isEqualTo("latency.p99{region=\"eu\",service=\"pay\"}");
        assertThat(over.path("event_action").asText()).isEqualTo("resolve");
        assertThat(over.path("dedup_key")).isEqualTo(page.path("dedup_key"));
    }

    private void watch(String kpi, String function, double limit) throws Exception {
        api.createKpi(kpi, Duration.ofMinutes(1));
        api.post(
                "/api/v1/kpis/" + kpi + "/detectors",
                "{\"name\": \"busy\", \"kind\": \"threshold\", \"threshold\": {\"function\": \"" + function
                        + "\", \"window\": \"PT5M\", \"hurts\": \"above\", \"limit\": " + limit + "}}");
        // However slow this machine is and however many minutes it takes: only the limit speaks.
        String adaptive = "/api/v1/kpis/" + kpi + "/detectors/adaptive";
        JsonNode detector = api.get(adaptive);
        api.put(adaptive, ((ObjectNode) detector).put("enabled", false).toString());
    }

    private void subscribe(String name, String url, String format, String kpi, String more) throws Exception {
        api.post(
                "/api/v1/subscriptions",
                "{\"name\": \"" + name + "\", \"url\": \"" + url + "\", \"format\": \"" + format
                        + "\", \"filter\": {\"kpis\": [\"" + kpi
                        + "\"], \"kinds\": [\"alert.opened\", \"alert.resolved\"]}" + more + "}");
    }

    /** As Telegraf sends it: the next minute. */
    private void cpu(int busy) throws Exception {
        api.program(
                "/api/v2/write?precision=s",
                "text/plain",
                "cpu,host=web-1 usage_active=" + busy + " " + next().getEpochSecond());
    }

    /** The next minute of both regions: a hundred requests, some of them slower than a second. */
    private void latency(int slow) throws Exception {
        long nanos = next().getEpochSecond() * 1_000_000_000L;
        StringBuilder points = new StringBuilder();
        for (String region : List.of("eu", "us")) {
            points.append(points.isEmpty() ? "" : ",").append("""
                    {"timeUnixNano": "%d", "count": "100", "sum": 10, "bucketCounts": ["%d", "0", "%d", "0"],
                     "explicitBounds": [0.1, 1, 2], "attributes": [
                       {"key": "service", "value": {"stringValue": "pay"}}, {"key": "region", "value": {"stringValue": "%s"}}]}
                    """.formatted(nanos, 100 - slow, slow, region));
        }
        api.program("/v1/metrics", "application/json", """
                {"resourceMetrics": [{"scopeMetrics": [{"metrics": [
                  {"name": "latency", "histogram": {"aggregationTemporality": 1, "dataPoints": [%s]}}]}]}]}
                """.formatted(points));
    }

    private Instant next() {
        minute = minute.plus(1, ChronoUnit.MINUTES);
        return minute;
    }

    private interface Step {
        void run() throws Exception;
    }

    /** A detector that was made just now begins to watch a moment later, so its minutes are sent one after the other. */
    private static void sendUntil(Step step, Callable<Boolean> done) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            if (done.call()) {
                return true;
            }
            step.run();
            return false;
        });
    }

    private int held() {
        return count(
                "select count(*) from delivery where kind = 'alert.opened' and state = 'silenced' and series like 'latency%'");
    }

    private int acknowledged() {
        return count(
                "select count(*) from notified_alert where acknowledged_at is not null and series like 'latency%'");
    }

    /** What the notifier waits for stands in its tables, so time passes there. */
    private void aQuarterOfAnHourPasses() {
        database.jdbi()
                .useHandle(handle -> handle.execute("update told_alert set since = since - interval '15 minutes', "
                        + "look_at = look_at - interval '15 minutes' where look_at is not null"));
    }

    private int count(String sql) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private String alertOf(String series) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select alert_id from notified_alert where series = ?")
                        .bind(0, series)
                        .mapTo(String.class)
                        .one());
    }

    private static String slackTitle(String body) {
        try {
            return JSON.readTree(body).path("text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> mailsTo(String address) {
        return MailServer.to(address, mails);
    }
}

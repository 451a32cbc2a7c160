// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidewatch.core.subscription.WebhookUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker may write into a subscription; each row goes through what test button and delivery use. */
class EgressVectorsTest {
    private static final AtomicInteger REACHED = new AtomicInteger();
    private static HttpServer trap;

    private record Vector(String expected, String url, List<String> addresses) {
        static Vector parse(String line) {
            String[] parts = line.split("\t", -1);
            return new Vector(parts[0], parts[1], parts.length < 3 ? List.of() : List.of(parts[2].split(";")));
        }

        @Override
        public String toString() {
            return url + (addresses.isEmpty() ? "" : " at " + addresses) + " is " + expected;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        trap = HttpServer.create(new InetSocketAddress(0), 0);
        trap.createContext("/", exchange -> {
            REACHED.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        trap.start();
    }

    @AfterAll
    static void stop() {
        trap.stop(0);
    }

    static Stream<Vector> vectors() throws IOException {
        try (InputStream file = EgressVectorsTest.class.getResourceAsStream("vectors.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Vector::parse).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void neverReaches(Vector vector) throws Exception {
        String text = vector.url()
                .replace("{port}", Integer.toString(trap.getAddress().getPort()));
        assertThat(judge(text, vector.addresses())).isEqualTo(vector.expected());
        assertThat(REACHED).hasValue(0);
    }

    @Test
    void holdsEnoughVectors() throws IOException {
        assertThat(vectors().count()).isGreaterThan(400);
    }

    private static String judge(String text, List<String> addresses) throws NoSuchAlgorithmException {
        WebhookUrl url;
        try {
            url = WebhookUrl.parse(text);
        } catch (IllegalArgumentException e) {
            return "text";
        }
        try (WebhookClient client = new WebhookClient(
                new AddressGuard(List.of()),
                host -> lookup(host, addresses),
                Duration.ofSeconds(2),
                1_024,
                SSLContext.getDefault())) {
            return switch (client.send(new WebhookRequest(url, "application/json", "{}", Map.of()))) {
                case Outcome.Refused(Refusal why, String message) -> why.slug();
                case Outcome.Answered answered -> "reached: " + answered;
                case Outcome.Unanswered unanswered -> "tried: " + unanswered;
            };
        }
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
}

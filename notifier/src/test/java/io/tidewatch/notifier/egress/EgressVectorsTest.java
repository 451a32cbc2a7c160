// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.subscription.WebhookUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an attacker may write into a subscription, each row once by the test button and once by a delivery, through the tables
 * and classes that the role assembles, with traps where they point.
 */
class EgressVectorsTest {
    private static Doors doors;

    /** @param addresses what the name server says; empty for what is no name */
    record Vector(String expected, String url, List<String> addresses) {
        static Vector parse(String line) {
            String[] parts = line.split("\t", -1);
            return new Vector(parts[0], parts[1], parts.length < 3 ? List.of() : List.of(parts[2].split(";")));
        }

        boolean isRefusedAsText() {
            return expected.equals("text");
        }

        @Override
        public String toString() {
            return url + (addresses.isEmpty() ? "" : " at " + addresses) + " is " + expected;
        }
    }

    @BeforeAll
    static void sendAll() throws IOException {
        doors = new Doors(vectors().toList());
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    static Stream<Vector> vectors() throws IOException {
        try (InputStream file = EgressVectorsTest.class.getResourceAsStream("vectors.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Vector::parse).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void neverReaches(Vector vector) {
        String url = doors.url(vector);
        if (vector.isRefusedAsText()) {
            // Neither door opens: such a subscription can't be written down.
            assertThatThrownBy(() -> WebhookUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(doors.outcomes(vector))
                    .containsOnly(Map.entry("test", vector.expected()), Map.entry("delivery", vector.expected()));
        }
        assertThat(doors.reached()).isZero();
    }

    @Test
    void holdsEnoughVectorsAndNoneTwice() throws IOException {
        assertThat(vectors()).hasSizeGreaterThan(400).doesNotHaveDuplicates();
        assertThat(vectors().filter(vector -> !vector.isRefusedAsText()).count())
                .isGreaterThan(200);
    }

    /** The trap would be reached if the address were looked up once for the check and again for the connection. */
    @Test
    void connectsToTheAddressThatItChecked() throws NoSuchAlgorithmException {
        Map<String, Integer> lookups = new HashMap<>();
        HostLookup rebinding = host -> {
            int before = lookups.merge(host, 1, Integer::sum) - 1;
            return new InetAddress[] {address(before == 0 ? Doors.ALLOWED : "127.0.0.1")};
        };
        try (WebhookClient client = new WebhookClient(
                new AddressGuard(List.of(Doors.ALLOWED)),
                rebinding,
                Duration.ofSeconds(5),
                1_024,
                SSLContext.getDefault())) {
            InetSocketAddress mover = doors.mover();
            WebhookRequest request = new WebhookRequest(
                    WebhookUrl.parse("http://rebinding.example:" + mover.getPort() + "/204"),
                    "application/json",
                    "{}",
                    Map.of("Connection", "close"));
            assertThat(client.send(request)).isInstanceOf(Outcome.Answered.class);
            assertThat(client.send(request))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Refusal.LOOPBACK));
            assertThat(lookups).containsExactly(Map.entry("rebinding.example", 2));
        }
    }

    static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}

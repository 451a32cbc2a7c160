// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.subscription.WebhookUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookClientTest {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private ServerSocket server;
    private WebhookClient client;

    @BeforeEach
    void start() throws IOException, NoSuchAlgorithmException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        client = new WebhookClient(
                new AddressGuard(List.of("127.0.0.0/8")),
                HostLookup.SYSTEM,
                Duration.ofSeconds(10),
                1_024,
                SSLContext.getDefault());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void sendsAgainAtOnceWhatAClosedConnectionSwallowed() {
        serve(1);
        assertThat(send()).isInstanceOf(Outcome.Answered.class);
        // Taken out of the pool in good faith; the receiver closes it instead of answering.
        assertThat(send()).isInstanceOf(Outcome.Answered.class);
        assertThat(connections).hasValue(2);
        assertThat(requests).hasValue(3);
    }

    @Test
    void blamesTheReceiverForAFreshConnectionThatBreaks() {
        serve(0);
        assertThat(send())
                .isInstanceOfSatisfying(
                        Outcome.Unanswered.class,
                        outcome -> assertThat(outcome.cause()).isEqualTo(Outcome.Cause.BROKEN_OFF));
        assertThat(requests).hasValue(1);
    }

    private Outcome send() {
        WebhookUrl url = WebhookUrl.parse("http://127.0.0.1:" + server.getLocalPort() + "/");
        return client.send(new WebhookRequest(url, "application/json", "{}", Map.of()));
    }

    /** @param answers on each connection, before the next request is read and the connection closed */
    private void serve(int answers) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    try (Socket socket = server.accept()) {
                        connections.incrementAndGet();
                        converse(socket, answers);
                    }
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
    }

    private void converse(Socket socket, int answers) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (int i = 0; i <= answers && request(in); i++) {
            requests.incrementAndGet();
            if (i < answers) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static boolean request(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return line != null && in.read() == '{' && in.read() == '}';
    }
}

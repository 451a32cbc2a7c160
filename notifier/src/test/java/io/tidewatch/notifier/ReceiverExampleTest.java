// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.core.subscription.SigningSecret;
import io.tidewatch.core.subscription.WebhookUrl;
import io.tidewatch.notifier.egress.AddressGuard;
import io.tidewatch.notifier.egress.HostLookup;
import io.tidewatch.notifier.egress.Outcome;
import io.tidewatch.notifier.egress.WebhookClient;
import io.tidewatch.notifier.egress.WebhookRequest;
import io.tidewatch.notifier.sign.WebhookSigner;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** The receiver that the documentation shows, as a process of its own. */
class ReceiverExampleTest {
    private static final SigningSecret SECRET = SigningSecret.generate(new SplittableRandom(9));
    private static final SigningSecret OLD = SigningSecret.generate(new SplittableRandom(10));
    private static final String BODY = "{\"type\":\"test\",\"text\":\"ö\"}";

    @Test
    void takesOnlyWhatIsGenuine() throws Exception {
        Instant now = InstantSource.system().instant();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        example().toString(),
                        "0",
                        SECRET.text())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                WebhookClient client = new WebhookClient(
                        new AddressGuard(List.of("127.0.0.0/8")),
                        HostLookup.SYSTEM,
                        Duration.ofSeconds(10),
                        1_024,
                        SSLContext.getDefault())) {
            String line = output.readLine();
            assertThat(line).startsWith("listening on ");
            WebhookUrl url = WebhookUrl.parse("http://127.0.0.1:" + line.substring("listening on ".length()) + "/");
            Map<String, String> good = WebhookSigner.headers("a-1", now, BODY, List.of(SECRET));
            assertThat(status(client, url, BODY, good)).isEqualTo(204);
            assertThat(status(client, url, BODY, good)).isEqualTo(204);
            assertThat(status(client, url, BODY, WebhookSigner.headers("a-2", now, BODY, List.of(OLD, SECRET))))
                    .isEqualTo(204);
            assertThat(status(client, url, BODY + " ", good)).isEqualTo(401);
            assertThat(status(client, url, BODY, WebhookSigner.headers("a-3", now, BODY, List.of(OLD))))
                    .isEqualTo(401);
            assertThat(status(
                            client,
                            url,
                            BODY,
                            WebhookSigner.headers("a-4", now.minusSeconds(600), BODY, List.of(SECRET))))
                    .isEqualTo(401);
            assertThat(status(client, url, BODY, Map.of())).isEqualTo(401);
            assertThat(output.readLine()).isEqualTo("a-1 " + BODY);
            assertThat(output.readLine()).isEqualTo("a-2 " + BODY);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int status(WebhookClient client, WebhookUrl url, String body, Map<String, String> headers) {
        Outcome outcome = client.send(new WebhookRequest(url, "application/json", body, headers));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).status();
    }

    private static Path example() {
        return Path.of("..", "docs", "examples", "WebhookReceiver.java").toAbsolutePath();
    }
}

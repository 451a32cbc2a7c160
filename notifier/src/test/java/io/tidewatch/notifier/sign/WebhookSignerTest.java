// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.tidewatch.core.subscription.SigningSecret;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {
    /** The receiver's library judges a timestamp by its own clock. */
    private static final Instant NOW = InstantSource.system().instant();

    private static final SplittableRandom RANDOM = new SplittableRandom(7);
    private static final String BODY = "{\"type\":\"alert.opened\",\"sentence\":\"Ölpreis ×3 – 'odd'\"}";

    /** The example of the Standard Webhooks specification and of its libraries' tests. */
    @Test
    void signsThePublishedVector() {
        SigningSecret secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Map<String, String> headers = WebhookSigner.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}",
                List.of(secret));
        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** The shortest and the longest key that the standard allows, and those between. */
    @ParameterizedTest
    @ValueSource(ints = {24, 25, 32, 48, 63, 64})
    void signsAsTheStandardLibraryDoes(int bytes) throws WebhookSigningException {
        byte[] key = new byte[bytes];
        RANDOM.nextBytes(key);
        SigningSecret secret =
                SigningSecret.parse(SigningSecret.PREFIX + Base64.getEncoder().encodeToString(key));
        String ours = WebhookSigner.headers("a-1", NOW, BODY, List.of(secret)).get("webhook-signature");
        assertThat(ours).isEqualTo(new Webhook(secret.text()).sign("a-1", NOW.getEpochSecond(), BODY));
    }

    @Test
    void isVerifiedByTheStandardLibrary() {
        SigningSecret secret = SigningSecret.generate(RANDOM);
        Map<String, String> headers = WebhookSigner.headers("a-1", NOW, BODY, List.of(secret));
        assertThatCode(() -> verify(secret, BODY, headers)).doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(secret, BODY + " ", headers)).isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(SigningSecret.generate(RANDOM), BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isVerifiedWithTheOldAndTheNewSecretWhileBothSign() {
        SigningSecret old = SigningSecret.generate(RANDOM);
        SigningSecret fresh = SigningSecret.generate(RANDOM);
        Map<String, String> headers = WebhookSigner.headers("a-1", NOW, BODY, List.of(fresh, old));
        assertThatCode(() -> verify(old, BODY, headers)).doesNotThrowAnyException();
        assertThatCode(() -> verify(fresh, BODY, headers)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnIdThatWouldBlurTheSignature() {
        assertThatThrownBy(() -> WebhookSigner.headers("a.1", NOW, BODY, List.of(SigningSecret.generate(RANDOM))))
                .hasMessageContaining("a.1");
    }

    private static void verify(SigningSecret secret, String body, Map<String, String> headers)
            throws WebhookVerificationException {
        HttpHeaders received = HttpHeaders.of(
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
                (name, value) -> true);
        new Webhook(secret.text()).verify(body, received);
    }
}

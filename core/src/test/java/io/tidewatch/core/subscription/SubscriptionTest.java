// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {
    @ParameterizedTest
    @CsvSource({
        "signups, signups, true",
        "signups, signup, false",
        "sign*, signups, true",
        "*ups, signups, true",
        "s*n*s, signups, true",
        "*, '', true",
        "s*x, signups, false",
        "checkout.*, checkout.eu, true",
        "checkout.*, checkoutXeu, false",
        "SIGNUPS, signups, false",
        "**a**, bab, true"
    })
    void matchesNames(String pattern, String name, boolean expected) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(expected);
    }

    @Test
    @Timeout(5)
    void staysFastWithAHostilePattern() {
        String name = "a".repeat(4_096);
        assertThat(new NamePattern("*a".repeat(200) + "b").matches(name)).isFalse();
    }

    @Test
    void writesSecretsAsStandardWebhooksDoes() {
        SigningSecret secret = SigningSecret.generate(new SplittableRandom(42));
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(secret.key()).hasSize(32);
        assertThat(SigningSecret.parse(secret.text())).isEqualTo(secret);
        assertThat(secret.toString()).doesNotContain(secret.text().substring(6, 40));
    }

    @ParameterizedTest
    @CsvSource({"23, false", "24, true", "64, true", "65, false"})
    void holdsSecretsToTheirLength(int bytes, boolean good) {
        String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
        if (good) {
            assertThat(SigningSecret.parse(text).key()).hasSize(bytes);
        } else {
            assertThatThrownBy(() -> SigningSecret.parse(text)).hasMessageContaining("24 to 64 bytes, not " + bytes);
        }
        assertThatThrownBy(() -> SigningSecret.parse(text.substring(6))).hasMessageContaining("whsec_");
    }

    @Test
    void knowsEveryKindAndFormatByItsSlug() {
        for (EventKind kind : EventKind.values()) {
            assertThat(EventKind.ofSlug(kind.slug())).isEqualTo(kind);
        }
        for (Format format : Format.values()) {
            assertThat(Format.ofSlug(format.slug())).isEqualTo(format);
        }
        assertThatThrownBy(() -> EventKind.ofSlug("alert.exploded"))
                .hasMessageContaining("alert.exploded")
                .hasMessageContaining("alert.opened");
    }

    @Test
    void resumingEndsWhatSwitchedItOff() {
        Subscription subscription = new Subscription(
                new UUID(1, 2),
                1,
                "ana",
                "checkout",
                WebhookUrl.parse("https://hooks.example.com/"),
                Format.PAGERDUTY,
                Optional.of("routing-key-12345"),
                Filter.EVERYTHING,
                RoutingPolicy.NONE,
                false,
                1);
        assertThat(subscription.pausedNow().paused()).isTrue();
        assertThat(subscription.pausedNow().resumed().epoch()).isEqualTo(2);
        assertThat(subscription.resumed().version()).isEqualTo(2);
        assertThat(subscription.toString()).doesNotContain("routing-key");
    }

    @Test
    void asksPagerDutyForItsRoutingKey() {
        assertThatThrownBy(() -> new Subscription(
                        new UUID(1, 2),
                        1,
                        "ana",
                        "checkout",
                        WebhookUrl.parse("https://events.pagerduty.com/v2/enqueue"),
                        Format.PAGERDUTY,
                        Optional.empty(),
                        Filter.EVERYTHING,
                        RoutingPolicy.NONE,
                        false,
                        1))
                .hasMessageContaining("routing key");
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2400:cb00::1",
                "2001:4860:4860::8888",
                "::ffff:8.8.8.8"
            })
    void letsThePublicInternetThroughEncryptedOnly(String address) throws UnknownHostException {
        AddressGuard guard = new AddressGuard(List.of());
        assertThat(guard.refusal(InetAddress.getByName(address), true)).isEmpty();
        assertThat(guard.refusal(InetAddress.getByName(address), false)).contains(Refusal.NOT_ENCRYPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.2.3, true",
        "10.1.0.0/16, 10.2.2.3, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "127.0.0.0/8, 127.0.0.1, true",
        "127.0.0.0/8, ::ffff:127.0.0.1, true",
        "127.0.0.0/8, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, 10.0.0.1, false",
        "172.16.0.0/12, 172.31.9.9, true",
        "172.16.0.0/12, 172.32.0.1, false",
        "0.0.0.0/0, 10.0.0.1, true",
        "64:ff9b::/96, 64:ff9b::8.8.8.8, true"
    })
    void letsTheOperatorAllow(String allowed, String address, boolean through) throws UnknownHostException {
        AddressGuard guard = new AddressGuard(List.of(allowed));
        assertThat(guard.refusal(InetAddress.getByName(address), false).isEmpty())
                .isEqualTo(through);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "168.63.129.16",
                "fd00:ec2::254",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1"
            })
    void neverAllowsSome(String address) throws UnknownHostException {
        AddressGuard guard = new AddressGuard(List.of("0.0.0.0/0", "::/0"));
        assertThat(guard.refusal(InetAddress.getByName(address), true)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "localhost/8", "fd00::/129", "a.b.c.d", "10/8/8"
            })
    void namesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> new AddressGuard(List.of(text)))
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("10.0.0.0/8");
    }

    @Test
    void saysHowToAllowAnAddress() throws UnknownHostException {
        assertThat(new EgressRefused("db", InetAddress.getByName("10.0.0.5"), Refusal.PRIVATE))
                .hasMessageContaining("10.0.0.5")
                .hasMessageContaining("tidewatch.notifier.allow");
        assertThat(new EgressRefused("m", InetAddress.getByName("169.254.169.254"), Refusal.LINK_LOCAL))
                .hasMessageNotContaining("tidewatch.notifier.allow");
    }
}

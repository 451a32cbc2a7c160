// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/a?b=c, hooks.example.com, 443",
        "HTTPS://HOOKS.EXAMPLE.COM, hooks.example.com, 443",
        "http://10.0.0.7:8080/x, 10.0.0.7, 8080",
        "https://[2001:db8::1]:8443/, 2001:db8::1, 8443",
        "http://inside/, inside, 80"
    })
    void reads(String text, String host, int port) {
        WebhookUrl url = WebhookUrl.parse(text);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "//hooks.example.com/",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "gopher://hooks.example.com/",
                "jar:https://hooks.example.com/!/",
                "https:///path",
                "https://",
                "https:hooks.example.com",
                "https://user@hooks.example.com/",
                "https://user:secret@hooks.example.com/",
                "https://hooks.example.com@127.0.0.1/",
                "https://hooks.example.com:22/",
                "https://hooks.example.com:25/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://hooks.example.com:6379/",
                "https://hooks.example.com:6667/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0x0.0x0.0x1/",
                "https://127.1/",
                "https://127.0.0.1.5/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://hooks.example.com\\@127.0.0.1/",
                "https://hooks example.com/",
                "https://höoks.example.com/",
                "https://①②⑦.⓪.⓪.①/",
                "https://127。0。0。1/",
                "https://%31%32%37.0.0.1/",
                "https://a_b.example.com/"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> WebhookUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> WebhookUrl.parse("https://a.example/" + "x".repeat(2_048)))
                .hasMessageContaining("2048");
    }

    @Test
    void saysWhatToWriteInstead() {
        assertThatThrownBy(() -> WebhookUrl.parse("https://me:pw@a.example/")).hasMessageContaining("user or password");
        assertThatThrownBy(() -> WebhookUrl.parse("https://a.example:23/"))
                .hasMessageContaining("port 23")
                .hasMessageContaining("443");
    }
}

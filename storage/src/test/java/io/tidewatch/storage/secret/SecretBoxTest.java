// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @Test
    void opensWhatItSealedAndOnlyThere() {
        SecretBox box = SecretBox.of(List.of(OLD));
        String locked = box.seal("whsec_secret", "subscription/1");
        assertThat(locked).startsWith("sealed:1:").doesNotContain("whsec");
        assertThat(box.seal("whsec_secret", "subscription/1")).isNotEqualTo(locked);
        assertThat(box.open(locked, "subscription/1")).isEqualTo("whsec_secret");
        assertThatThrownBy(() -> box.open(locked, "subscription/2")).hasMessageContaining("another row");
        // In the middle, since the last character of base64 holds bits that no byte needs.
        int at = locked.length() - 8;
        String bent = locked.substring(0, at) + (locked.charAt(at) == 'A' ? 'B' : 'A') + locked.substring(at + 1);
        assertThatThrownBy(() -> box.open(bent, "subscription/1")).hasMessageContaining("was changed");
    }

    @Test
    void keepsTheOldKeyValidBesideTheNew() {
        String locked = SecretBox.of(List.of(OLD)).seal("a", "row");
        SecretBox both = SecretBox.of(List.of(NEW, OLD));
        assertThat(both.open(locked, "row")).isEqualTo("a");
        assertThat(both.current(locked)).isFalse();
        String again = both.seal("a", "row");
        assertThat(both.current(again)).isTrue();
        assertThat(SecretBox.of(List.of(NEW)).open(again, "row")).isEqualTo("a");
        assertThatThrownBy(() -> SecretBox.of(List.of(NEW)).open(locked, "row"))
                .hasMessageContaining("TIDEWATCH_SECRET_KEYS");
    }

    @Test
    void readsWhatWasStoredBeforeThereWasAKey() {
        assertThat(SecretBox.OPEN.seal("plain", "row")).isEqualTo("plain");
        assertThat(SecretBox.of(List.of(NEW)).open("plain", "row")).isEqualTo("plain");
        assertThat(SecretBox.of(List.of(NEW)).current("plain")).isFalse();
    }

    @Test
    void saysWhatIsWrongWithAKeyAndNotTheKey() {
        assertThatThrownBy(() -> SecretBox.of(List.of("c2hvcnQ=")))
                .hasMessageContaining("32 bytes, not 5")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> SecretBox.of(List.of("not base64!"))).hasMessageNotContaining("not base64!");
    }

    private static String key(int fill) {
        byte[] bytes = new byte[SecretBox.KEY_BYTES];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

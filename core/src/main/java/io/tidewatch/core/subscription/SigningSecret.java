// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.subscription;

import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** A key of 24 to 64 bytes that sender and receiver share, written as Standard Webhooks does: whsec_ and base64. */
public final class SigningSecret {
    public static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int GENERATED_BYTES = 32;

    private final String text;
    private final byte[] key;

    private SigningSecret(String text, byte[] key) {
        this.text = text;
        this.key = key;
    }

    /** @param random cryptographically strong, except in tests */
    public static SigningSecret generate(RandomGenerator random) {
        byte[] key = new byte[GENERATED_BYTES];
        random.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), key);
    }

    /** @throws IllegalArgumentException that says what is wrong, never the text itself */
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret starts with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a signing secret is " + PREFIX + " and base64", e);
        }
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a signing secret has " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + key.length);
        }
        return new SigningSecret(text, key);
    }

    /** The whole secret, for its owner's eyes and the table. */
    public String text() {
        return text;
    }

    public byte[] key() {
        return key.clone();
    }

    /** Enough to tell two secrets apart. */
    public String hint() {
        return PREFIX + "…" + text.substring(text.length() - 5);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /** Safe in logs. */
    @Override
    public String toString() {
        return hint();
    }
}

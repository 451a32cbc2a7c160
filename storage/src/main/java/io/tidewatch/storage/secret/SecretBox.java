// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the tables must not show: AES-256-GCM, a fresh nonce each time, bound to the row that it stands in, so that a
 * sealed text copied to another row doesn't open there. The first key seals, every key opens, so that a new key can be put
 * before the old one. A text that was stored before there was a key opens as it is.
 */
public final class SecretBox {
    /** Without a key: everything is stored as it is. */
    public static final SecretBox OPEN = new SecretBox(List.of());

    public static final int KEY_BYTES = 32;
    private static final String MARK = "sealed:1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    private SecretBox(List<byte[]> keys) {
        for (byte[] key : keys) {
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("a key for secrets has " + KEY_BYTES + " bytes, not " + key.length
                        + "; openssl rand -base64 32 makes one");
            }
            this.keys.put(nameOf(key), new SecretKeySpec(key, "AES"));
        }
    }

    /**
     * @param keys in base64, the newest first
     * @throws IllegalArgumentException that says what is wrong, never the key itself
     */
    public static SecretBox of(List<String> keys) {
        return new SecretBox(keys.stream().map(SecretBox::decode).toList());
    }

    private static byte[] decode(String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key for secrets is base64; openssl rand -base64 32 makes one", e);
        }
    }

    /** Enough to find the key by, and no more. */
    private static String nameOf(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 4));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param row what the text belongs to; needed to open it */
    public String seal(String text, String row) {
        if (keys.isEmpty()) {
            return text;
        }
        Map.Entry<String, SecretKey> newest = keys.entrySet().iterator().next();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] locked =
                crypt(Cipher.ENCRYPT_MODE, newest.getValue(), nonce, row, text.getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(nonce.length + locked.length)
                .put(nonce)
                .put(locked)
                .array();
        return MARK + newest.getKey() + ":" + Base64.getEncoder().encodeToString(all);
    }

    /** @throws IllegalStateException where its key is not there, or it belongs to another row */
    public String open(String stored, String row) {
        if (!stored.startsWith(MARK)) {
            return stored;
        }
        String[] parts = stored.substring(MARK.length()).split(":", 2);
        SecretKey key = keys.get(parts[0]);
        if (key == null || parts.length < 2) {
            throw new IllegalStateException("a secret is sealed with key " + parts[0]
                    + ", which this process doesn't have; give it in TIDEWATCH_SECRET_KEYS, after the newer ones");
        }
        byte[] all = Base64.getDecoder().decode(parts[1]);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(all, NONCE_BYTES, all.length);
        return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, row, text), StandardCharsets.UTF_8);
    }

    /** Whether it is as the newest key would seal it. */
    public boolean current(String stored) {
        return keys.isEmpty()
                || stored.startsWith(MARK + keys.keySet().iterator().next() + ":");
    }

    private static byte[] crypt(int mode, SecretKey key, byte[] nonce, String row, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed secret of " + row + " was changed, or belongs to another row", e);
        }
    }
}

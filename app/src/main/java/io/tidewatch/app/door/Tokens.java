// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets and what is derived from them. */
final class Tokens {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    static String random(SecureRandom random, int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return ENCODER.encodeToString(token);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The form token that belongs to a cookie. Who can't read the cookie (another site, a script in the page) can't make it, and
     * from it nobody gets back to the cookie.
     */
    static String formToken(String cookie) {
        return ENCODER.encodeToString(hash("form token of " + cookie));
    }

    static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in PHC form, with the parameters that OWASP's password storage cheat sheet gives for 19 MiB. The
 * parameters stand in the hash, so they may grow later.
 */
final class Passwords {
    static final int LEAST = 10;
    static final int MOST = 256;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ROUNDS = 2;
    private static final int LANES = 1;
    private static final int BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([^$]+)\\$([^$]+)");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    /** Each hash takes memory and a core's time; a flood of sign-ins must not take all of both. */
    private final Semaphore turns = new Semaphore(2);
    /** Of nobody: checked where a name is unknown, so that the time an answer takes tells nothing. */
    private final String decoy = hash(Tokens.random(random, 16));

    String hash(String password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, MEMORY_KIB, ROUNDS, LANES, BYTES);
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ROUNDS + ",p=" + LANES + "$" + ENCODER.encodeToString(salt)
                + "$" + ENCODER.encodeToString(hash);
    }

    boolean matches(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches() || password.length() > MOST) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] found = derive(
                password,
                salt,
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, found);
    }

    /** Takes as long as a true check and fails. */
    void matchNobody(String password) {
        boolean ignored = matches(password, decoy);
    }

    private byte[] derive(String password, byte[] salt, int memoryKib, int rounds, int lanes, int bytes) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(rounds)
                .withParallelism(lanes)
                .withSalt(salt)
                .build();
        byte[] hash = new byte[bytes];
        turns.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            turns.release();
        }
        return hash;
    }
}

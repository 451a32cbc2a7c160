// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import io.tidewatch.app.settings.Problem;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.storage.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that seal secrets in the tables: those of the environment; else, where the database stands in the data directory,
 * one in a file beside it that only its owner may read. Several processes on a database elsewhere need the same keys, so none
 * is made up for them.
 */
final class SecretKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SecretKeys.class);

    private SecretKeys() {}

    /** @throws CannotStart naming the remedy, where a key can't be used */
    static SecretBox of(Settings settings) {
        try {
            if (settings.secretKeys().isPresent()) {
                return SecretBox.of(List.of(settings.secretKeys().get().split(",")));
            }
            if (settings.jdbcUrl().isEmpty()) {
                return SecretBox.of(List.of(inFile(settings.data().resolve("secret.key"))));
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new CannotStart(
                    List.of(new Problem(
                            "The key for secrets can't be used: " + e.getMessage() + ".",
                            "See TIDEWATCH_SECRET_KEYS.")),
                    e);
        }
        LOG.warn("Signing secrets are stored as they are: set TIDEWATCH_SECRET_KEYS to seal them");
        return SecretBox.OPEN;
    }

    private static String inFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[SecretBox.KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Files.createDirectories(file.getParent());
            Path made = Files.createTempFile(
                    file.getParent(),
                    "secret",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, Base64.getEncoder().encodeToString(key) + "\n");
            try {
                // Two processes that start at once agree on the first.
                Files.createLink(file, made);
            } catch (java.nio.file.FileAlreadyExistsException e) {
                LOG.debug("another process made {} first", file);
            } finally {
                Files.delete(made);
            }
        }
        return Files.readString(file);
    }
}

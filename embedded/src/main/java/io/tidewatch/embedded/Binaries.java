// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where PostgreSQL's programs are unpacked: once for each user, and writable for no other. */
final class Binaries {
    private Binaries() {}

    static Path directory() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        Path own = base.resolve("tidewatch");
        try {
            Files.createDirectories(own);
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
            return own.resolve("postgresql");
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    own + " can't be written (" + e + "). PostgreSQL's programs are unpacked there:"
                            + " make it writable, or set XDG_CACHE_HOME to another directory.",
                    e);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A key in the data directory, readable for its owner only, so that commands on the same machine need no set-up. */
final class CliKey {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private final Path file;
    private final Keys keys;

    CliKey(Path data, Keys keys) {
        this.file = data.resolve("cli.key");
        this.keys = keys;
    }

    /** Writes a new one unless the one that stands there is still good. */
    void ensure() {
        try {
            if (Files.exists(file) && keys.find(Files.readString(file).strip()).isPresent()) {
                return;
            }
            Keys.Minted minted = keys.mintLocal();
            Path next = file.resolveSibling("cli.key.new");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(next, minted.text() + "\n");
            Files.move(
                    next,
                    file,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

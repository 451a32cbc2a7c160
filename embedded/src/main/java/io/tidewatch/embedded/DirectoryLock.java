// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two processes (and two servers of one process) out of one directory; the system frees it when the process dies. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the directory where it is missing.
     *
     * @throws EmbeddedServerException where it can't be written, or another process has it
     */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new EmbeddedServerException(directory + " is in use by another Tidewatch process."
                        + " Stop that one, or set TIDEWATCH_DATA to another directory.");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    directory + " can't be written (" + e + ")."
                            + " Make it writable for this user, or set TIDEWATCH_DATA to another directory.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedServerException("a lock file can't be closed", e);
        }
    }
}

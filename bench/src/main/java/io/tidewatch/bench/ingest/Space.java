// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks before a bench fills a disk. */
final class Space {
    private static final double SHARE = 0.5;

    private Space() {}

    /** @throws IllegalStateException where a bench would take more than half of what is free */
    static void require(Path directory, long bytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (bytes > free * SHARE) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "about %,d MB are needed and %,d MB are free in %s; take fewer points or another disk",
                    bytes >> 20,
                    free >> 20,
                    directory));
        }
    }
}

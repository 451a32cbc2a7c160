// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory, gone with all that is in it once closed; close what writes there first. */
public record Scratch(Path directory) implements AutoCloseable {
    public static Scratch forBench(String name) throws IOException {
        return new Scratch(Files.createTempDirectory("tidewatch-bench-" + name));
    }

    public Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

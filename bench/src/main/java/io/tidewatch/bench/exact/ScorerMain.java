// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.exact;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.scorer.topology.ScorerRole;
import io.tidewatch.scorer.topology.ScorerSettings;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A scorer in a process of its own, to be killed. It ends by itself when its parent does. */
public final class ScorerMain {
    public static final int PARTITIONS = 12;

    private ScorerMain() {}

    static Process start(String bootstrap, String applicationId, Path state, Path log) throws IOException {
        return start(bootstrap, applicationId, state, log, 20_000, List.of("-Xmx1g", "-XX:+UseSerialGC"));
    }

    /**
     * @param ready detectors kept in memory for each partition
     * @param options of the JVM
     */
    public static Process start(
            String bootstrap, String applicationId, Path state, Path log, int ready, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ScorerMain.class.getName(),
                bootstrap,
                applicationId,
                state.toString(),
                Integer.toString(ready)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** @param args broker, application id, state directory, detectors kept ready for each partition */
    public static void main(String[] args) throws IOException {
        Logs.from(Level.WARNING);
        Logger.getLogger("io.tidewatch").setLevel(Level.INFO);
        ScorerRole role = new ScorerRole(
                new Settings(args[1], Integer.parseInt(args[3])),
                new LogClients(new LogSettings(args[0], PARTITIONS, (short) 1)),
                Path.of(args[2]));
        role.start();
        while (System.in.read() >= 0) {
            // The parent never writes; the end of the stream is the end of the parent.
        }
        Runtime.getRuntime().halt(0);
    }

    private record Settings(String applicationId, int readyDetectors) implements ScorerSettings {
        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(100);
        }

        @Override
        public int standbys() {
            return 0;
        }

        @Override
        public long cacheBytes() {
            return 64 << 20;
        }
    }
}

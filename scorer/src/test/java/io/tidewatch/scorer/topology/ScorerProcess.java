// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.topology;

import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.LogSettings;
import io.tidewatch.testkit.log.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A scorer in a process of its own, so that it can be killed as the kernel kills. */
final class ScorerProcess {
    private ScorerProcess() {}

    static Process start(String bootstrap, String applicationId, Path stateDirectory) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath,
                            ScorerProcess.class.getName(),
                            bootstrap,
                            applicationId,
                            stateDirectory.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LogClients clients(String bootstrap) {
        return new LogClients(new LogSettings(bootstrap, TestBroker.PARTITIONS, (short) 1));
    }

    static ScorerSettings settings(String applicationId) {
        return new ScorerSettings() {
            @Override
            public String applicationId() {
                return applicationId;
            }

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
                return 1;
            }

            @Override
            public long cacheBytes() {
                return 8 << 20;
            }

            @Override
            public int readyDetectors() {
                return 1_000;
            }
        };
    }

    /** Ends with its standard input, so that it doesn't outlive the test. */
    public static void main(String[] arguments) throws IOException {
        ScorerRole role = new ScorerRole(settings(arguments[1]), clients(arguments[0]), Path.of(arguments[2]));
        role.start();
        while (System.in.read() >= 0) {
            // nothing is said
        }
        role.stop();
    }
}

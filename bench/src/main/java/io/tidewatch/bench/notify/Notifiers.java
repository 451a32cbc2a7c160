// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two notifier processes; one that is killed is started again. */
final class Notifiers implements AutoCloseable {
    private final List<String> command;
    private final List<Process> processes = new ArrayList<>();

    Notifiers(String jdbcUrl, String bootstrap, int partitions) throws IOException {
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NotifierProcess.class.getName(),
                jdbcUrl,
                bootstrap,
                Integer.toString(partitions));
        processes.add(start());
        processes.add(start());
    }

    /** SIGKILL. */
    void killOne(Random random) throws IOException {
        int victim = random.nextInt(processes.size());
        processes.get(victim).destroyForcibly();
        processes.set(victim, start());
    }

    private Process start() throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed process leaves of its PostgreSQL: a server that still runs, or only its pid file. Whose directory it is has been
 * settled before by {@link DirectoryLock}, so a server found here has no owner any more.
 */
final class Orphan {
    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);

    private Orphan() {}

    /** Stops the server that runs in that data directory and takes its stale pid file away. */
    static void remove(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> server = server(pidFile, data);
            if (server.isPresent()) {
                LOG.info(
                        "Stopping PostgreSQL {} that a killed process left running",
                        server.get().pid());
                stop(server.get());
            } else {
                // PostgreSQL itself would refuse to start where another program got that pid meanwhile.
                Files.deleteIfExists(pidFile);
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(pidFile + " can't be read (" + e + ")", e);
        }
    }

    private static Optional<ProcessHandle> server(Path pidFile, Path data) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        long pid = lines.isEmpty() ? 0 : parse(lines.getFirst());
        return pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(process -> runs(process, data));
    }

    private static long parse(String pid) {
        try {
            return Long.parseLong(pid.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean runs(ProcessHandle process, Path data) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
                .orElse(false);
    }

    private static void stop(ProcessHandle server) throws IOException {
        // SIGINT is PostgreSQL's fast shutdown; the SIGTERM of ProcessHandle.destroy() would wait for its clients.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        try {
            server.onExit().get(60, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new EmbeddedServerException(
                    "PostgreSQL with pid " + server.pid() + " was left by a killed process and doesn't stop."
                            + " Stop it (kill -INT " + server.pid() + ") and start again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while an old PostgreSQL stopped", e);
        }
    }
}

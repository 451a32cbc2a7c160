// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server beside this JVM, durable (fsync on), listening on 127.0.0.1 only and asking for a password that stands
 * in its directory. Started there again it goes on with the same data and port, also after this process was killed.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String PORT_FILE = "port";

    private final DirectoryLock lock;
    private final EmbeddedPostgres server;
    private final String url;
    private boolean open = true;

    private EmbeddedDatabase(DirectoryLock lock, EmbeddedPostgres server, String url) {
        this.lock = lock;
        this.server = server;
        this.url = url;
    }

    /**
     * Returns when the server answers and the database {@code tidewatch} exists.
     *
     * @param directory created where it is missing
     * @param port 0 for the one used there before, else any free one
     * @throws EmbeddedServerException with the cause and the remedy
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Path data = directory.toAbsolutePath().resolve("data");
            Orphan.remove(data);
            int chosen = LoopbackPort.choose(port, directory.resolve(PORT_FILE), "PostgreSQL");
            DatabaseAccess access = new DatabaseAccess(directory, chosen);
            EmbeddedPostgres server = launch(directory, data, chosen, access);
            try {
                access.secure(data);
                access.createDatabase();
            } catch (RuntimeException e) {
                stop(server);
                throw e;
            }
            LOG.info(
                    "PostgreSQL on 127.0.0.1:{} (user postgres, password in {}), its data in {}",
                    chosen,
                    data.resolveSibling(DatabaseAccess.PASSWORD_FILE),
                    data);
            return new EmbeddedDatabase(lock, server, access.url(DatabaseAccess.DATABASE));
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The address of the server that was last started in that directory; empty where none was. */
    public static String lastUrl(Path directory) {
        int port = LoopbackPort.remembered(directory.resolve(PORT_FILE));
        return port == 0 ? "" : new DatabaseAccess(directory, port).url(DatabaseAccess.DATABASE);
    }

    /** JDBC address of Tidewatch's database, with user and password. */
    public String url() {
        return url;
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        stop(server);
        lock.close();
    }

    private static EmbeddedPostgres launch(Path directory, Path data, int port, DatabaseAccess access) {
        Path output = directory.resolve("start.log");
        try {
            Files.deleteIfExists(output);
            ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(output.toFile());
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(Binaries.directory().toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .setConnectConfig("password", access.password())
                    .setPort(port);
            // The library's defaults are for tests that throw their data away.
            builder.setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100")
                    // After a checkpoint each page is logged whole when it is first touched: many series touch many
                    // pages.
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_filename", "server-%a.log")
                    .setServerConfig("log_truncate_on_rotation", "on");
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedServerException(
                    "the embedded PostgreSQL can't start: " + e.getMessage() + "; " + LastLine.of(output)
                            + " Its logs: " + output + " and " + data.resolve("log")
                            + ". TIDEWATCH_JDBC_URL names another server instead.",
                    e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL was not stopped cleanly: {}", e.toString());
        }
    }
}

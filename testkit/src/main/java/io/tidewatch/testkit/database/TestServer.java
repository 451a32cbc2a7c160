// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.testkit.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Logger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * One server for the JVM: the one that TIDEWATCH_TEST_JDBC_URL names, else TimescaleDB in a container where a Docker socket
 * exists, else PostgreSQL's own binaries. The address has user, password and a database in which others may be created.
 */
final class TestServer {
    private static final Logger LOG = Logger.getLogger(TestServer.class.getName());
    private static final String IMAGE = "timescale/timescaledb:2.28.3-pg18";

    private TestServer() {}

    static String address() {
        return Holder.ADDRESS;
    }

    private static final class Holder {
        static final String ADDRESS = start();
    }

    private static String start() {
        String named = System.getenv("TIDEWATCH_TEST_JDBC_URL");
        if (named != null && !named.isBlank()) {
            LOG.info("storage tests run on the server of TIDEWATCH_TEST_JDBC_URL");
            return named;
        }
        return Files.exists(Path.of("/var/run/docker.sock")) ? container() : embedded();
    }

    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
    private static String container() {
        GenericContainer<?> server = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withEnv("POSTGRES_PASSWORD", "test")
                .withExposedPorts(5432)
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\s", 2)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        server.start();
        LOG.info("storage tests run on " + IMAGE);
        return "jdbc:postgresql://" + server.getHost() + ":" + server.getMappedPort(5432)
                + "/postgres?user=postgres&password=test";
    }

    @SuppressWarnings("resource") // lives as long as the JVM; the shutdown hook closes it
    private static String embedded() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(0).start();
            LOG.info("storage tests run on embedded PostgreSQL, without TimescaleDB");
            return server.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

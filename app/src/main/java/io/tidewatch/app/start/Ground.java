// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import io.tidewatch.app.settings.Problem;
import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import io.tidewatch.embedded.EmbeddedServerException;
import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.Topics;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** What all roles stand on: the servers where they are embedded, the schema, the topics. */
public final class Ground implements AutoCloseable {
    private final Settings settings;
    private final Ladder ladder = new Ladder();
    private @Nullable EmbeddedDatabase postgres;
    private @Nullable EmbeddedBroker broker;
    private volatile @Nullable Database database;
    private volatile @Nullable LogClients log;

    public Ground(Settings settings) {
        this.settings = settings;
    }

    /** @throws CannotStart with what is wrong; nothing is left running then */
    public void start() {
        try {
            startServers();
            ladder.climb("the database pool", this::openDatabase, this::closeDatabase);
            ladder.climb("the schema", this::migrate, () -> {});
            ladder.climb("the topics", this::topics, () -> {});
        } catch (EmbeddedServerException | TidewatchException | FlywayException e) {
            throw new CannotStart(List.of(new Problem(sentence(e), "")), e);
        }
    }

    /** Only the embedded servers, for a process that is nothing else. */
    public void startServers() {
        try {
            if (settings.runsPostgres()) {
                ladder.climb("PostgreSQL", this::startPostgres, this::stopPostgres);
            }
            if (settings.runsBroker()) {
                ladder.climb("Kafka", this::startBroker, this::stopBroker);
            }
        } catch (EmbeddedServerException e) {
            throw new CannotStart(List.of(new Problem(sentence(e), "")), e);
        }
    }

    /** @throws TidewatchException while the process is starting or stopping */
    public Database database() {
        return present(database);
    }

    /** @throws TidewatchException while the process is starting or stopping */
    public LogClients log() {
        return present(log);
    }

    @Override
    public void close() {
        ladder.close();
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new TidewatchException(
                    ErrorCode.UNAVAILABLE, "Tidewatch is starting or stopping; try again in a few seconds.");
        }
        return part;
    }

    private void startPostgres() {
        postgres = EmbeddedDatabase.start(settings.postgresDirectory(), settings.postgresPort());
    }

    private void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    private void startBroker() {
        broker = EmbeddedBroker.start(settings.brokerDirectory(), settings.kafkaPort());
    }

    private void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    private void openDatabase() {
        String url = postgres != null
                ? postgres.url()
                : settings.jdbcUrl().orElseGet(() -> EmbeddedDatabase.lastUrl(settings.postgresDirectory()));
        String bootstrap = broker != null
                ? broker.bootstrap()
                : settings.kafka().orElseGet(() -> EmbeddedBroker.lastBootstrap(settings.brokerDirectory()));
        database = Database.open(url, settings.connections(), SecretKeys.of(settings));
        log = new LogClients(settings.log(bootstrap));
    }

    private void closeDatabase() {
        Database open = database;
        database = null;
        log = null;
        if (open != null) {
            open.close();
        }
    }

    private void migrate() {
        try {
            new Migrator(database().dataSource()).migrate();
        } catch (SQLException e) {
            throw new TidewatchException(ErrorCode.UNAVAILABLE, "the database refuses: " + e.getMessage(), e);
        }
    }

    private void topics() {
        new Topics(log()).ensure();
    }

    private static String sentence(Exception e) {
        String message = String.valueOf(e.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }
}

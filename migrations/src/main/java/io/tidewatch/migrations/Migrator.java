// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to this version's schema. Several processes may do so at once: Flyway takes a lock. */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final String ROOT = "classpath:io/tidewatch/migrations/";
    private final DataSource database;

    public Migrator(DataSource database) {
        this.database = database;
    }

    /**
     * Applies what is missing and says which engine was found. A database keeps the engine that it was created with.
     *
     * @throws SQLException where the server can't be asked
     * @throws org.flywaydb.core.api.FlywayException where a migration fails; the database then is as before it
     */
    public Engine migrate() throws SQLException {
        Engine engine = engine();
        Flyway flyway = Flyway.configure(Migrator.class.getClassLoader())
                .dataSource(database)
                .locations(
                        ROOT + "common",
                        ROOT
                                + switch (engine) {
                                    case TIMESCALE -> "timescale";
                                    case PLAIN -> "plain";
                                })
                .load();
        MigrateResult result = flyway.migrate();
        LOG.info(
                "Database schema is at version {} on {} ({} migrations applied)",
                flyway.info().current().getVersion(),
                switch (engine) {
                    case TIMESCALE -> "TimescaleDB";
                    case PLAIN -> "PostgreSQL without TimescaleDB: no columnstore, no retention policies";
                },
                result.migrationsExecuted);
        return engine;
    }

    private Engine engine() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            boolean offered = has(statement, "select 1 from pg_available_extensions where name = 'timescaledb'");
            boolean installed = has(statement, "select 1 from pg_extension where extname = 'timescaledb'");
            boolean begun = has(statement, "select 1 from pg_class where relname = 'point' and relkind = 'r'");
            if (offered && !installed && !begun) {
                statement.execute("create extension if not exists timescaledb");
                return Engine.TIMESCALE;
            }
            return installed ? Engine.TIMESCALE : Engine.PLAIN;
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}

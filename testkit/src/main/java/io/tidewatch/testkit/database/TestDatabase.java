// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.testkit.database;

import io.tidewatch.migrations.Engine;
import io.tidewatch.migrations.Migrator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh, migrated database on the test server; dropped when closed. */
public final class TestDatabase implements AutoCloseable {
    private final String name = "tidewatch_" + UUID.randomUUID().toString().replace("-", "");

    private TestDatabase() {}

    public static TestDatabase migrated() {
        if (!Template.CAN_BE_COPIED) {
            TestDatabase database = empty();
            migrate(database);
            return database;
        }
        TestDatabase database = new TestDatabase();
        database.onServer("create database " + database.name + " template " + Template.DATABASE.name);
        return database;
    }

    private static Engine migrate(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        try {
            return new Migrator(source).migrate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Migrated once for the JVM: a copy of it is there in a moment. TimescaleDB's workers hold theirs open, so it is not. */
    private static final class Template {
        static final TestDatabase DATABASE = empty();
        static final boolean CAN_BE_COPIED = switch (migrate(DATABASE)) {
            case PLAIN -> true;
            case TIMESCALE -> false;
        };

        static {
            if (!CAN_BE_COPIED) {
                DATABASE.close();
            } else if (System.getenv("TIDEWATCH_TEST_JDBC_URL") != null) {
                // A server of our own ends with the JVM, and perhaps before this could run.
                Runtime.getRuntime().addShutdownHook(new Thread(DATABASE::close, "drop-template"));
            }
        }
    }

    /** Without our schema. */
    public static TestDatabase empty() {
        TestDatabase database = new TestDatabase();
        database.onServer("create database " + database.name);
        return database;
    }

    /** The JDBC address, with user and password. */
    public String url() {
        String server = TestServer.address();
        int query = server.indexOf('?');
        String base = query < 0 ? server : server.substring(0, query);
        return base.substring(0, base.lastIndexOf('/') + 1) + name + (query < 0 ? "" : server.substring(query));
    }

    @Override
    public void close() {
        onServer("drop database if exists " + name + " with (force)");
    }

    private void onServer(String statement) {
        try (Connection connection = DriverManager.getConnection(TestServer.address());
                Statement jdbc = connection.createStatement()) {
            jdbc.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement + " failed: " + e.getMessage(), e);
        }
    }
}

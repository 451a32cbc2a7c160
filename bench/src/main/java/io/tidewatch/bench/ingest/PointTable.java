// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.point.LoggedPoints;
import io.tidewatch.storage.point.PointStore;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A fresh database with our schema on a given server, and the ways to fill its table of points; dropped when closed. */
final class PointTable implements AutoCloseable {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH = 946_684_800_000_000L;
    private static final int ROW = 2 + 4 * 12;

    private final String server;
    private final String name = "bench_" + UUID.randomUUID().toString().replace("-", "");
    private final Database database;
    private PointStore store;

    PointTable(String server) throws SQLException {
        this.server = server;
        onServer("create database " + name);
        int query = server.indexOf('?');
        String base = query < 0 ? server : server.substring(0, query);
        database = Database.open(
                base.substring(0, base.lastIndexOf('/') + 1) + name + (query < 0 ? "" : server.substring(query)), 2);
        new Migrator(database.dataSource()).migrate();
        store = new PointStore(database);
    }

    void truncate() {
        database.jdbi().useHandle(handle -> {
            handle.execute("truncate point");
            handle.execute("checkpoint");
        });
        // It remembers that points came again.
        store = new PointStore(database);
    }

    PointStore store() {
        return store;
    }

    Database database() {
        return database;
    }

    long rows() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from point")
                        .mapTo(Long.class)
                        .one());
    }

    /** What the application does. */
    void write(List<LoggedPoints> batch) throws SQLException {
        store.write(batch);
    }

    /** The ceiling: the same rows straight into the table, which fails where one is there already. */
    void copy(List<LoggedPoints> batch) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            copy(connection, "point", batch);
        }
    }

    private static void copy(Connection connection, String table, List<LoggedPoints> batch) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (series_id, time, value, log_offset) from stdin (format binary)");
        copy.writeToCopy(SIGNATURE, 0, SIGNATURE.length);
        ByteBuffer buffer = ByteBuffer.allocate(2_000 * ROW);
        for (LoggedPoints points : batch) {
            for (int i = 0; i < points.value().length; i++) {
                if (buffer.remaining() < ROW) {
                    copy.writeToCopy(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
                buffer.putShort((short) 4).putInt(8).putLong(points.series().value());
                buffer.putInt(8).putLong(points.timeMicros()[i] - EPOCH);
                buffer.putInt(8).putDouble(points.value()[i]);
                buffer.putInt(8).putLong(points.logOffset());
            }
        }
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
        copy.endCopy();
    }

    /** The other way to upsert: COPY into a temporary table, and one statement from there. */
    void staged(List<LoggedPoints> batch) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create temp table if not exists incoming_point (series_id bigint, time timestamptz, "
                    + "value double precision, log_offset bigint) on commit delete rows");
            copy(connection, "incoming_point", batch);
            statement.executeUpdate("insert into point (series_id, time, value, log_offset) "
                    + "select series_id, time, value, log_offset from incoming_point "
                    + "on conflict (series_id, time) do update "
                    + "set value = excluded.value, log_offset = excluded.log_offset "
                    + "where point.log_offset < excluded.log_offset");
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
        onServer("drop database " + name + " with (force)");
    }

    private void onServer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

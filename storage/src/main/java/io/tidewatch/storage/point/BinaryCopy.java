// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.point;

import io.tidewatch.core.time.Micros;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyInputStream;

/** PostgreSQL's binary COPY, in both directions: no number becomes text on the way. */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    /** The server counts from 2000-01-01. */
    private static final long EPOCH = 10_957 * Micros.DAY;

    private static final int FIELD = Integer.BYTES + Long.BYTES;
    private static final int ROW = Short.BYTES + 4 * FIELD;
    private static final int ROWS_A_MESSAGE = 2_000;

    private BinaryCopy() {}

    /** Writes rows {@code from} to {@code to}; the statement names series_id, time, value and log_offset, in this order. */
    static long write(Connection connection, String statement, SortedRows rows, int from, int to) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(SIGNATURE, 0, SIGNATURE.length);
            ByteBuffer buffer = ByteBuffer.allocate(ROWS_A_MESSAGE * ROW);
            for (int i = from; i < to; i++) {
                if (buffer.remaining() < ROW) {
                    copy.writeToCopy(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
                buffer.putShort((short) 4);
                buffer.putInt(Long.BYTES).putLong(rows.series[i]);
                buffer.putInt(Long.BYTES).putLong(rows.time[i] - EPOCH);
                buffer.putInt(Long.BYTES).putDouble(rows.value[i]);
                buffer.putInt(Long.BYTES).putLong(rows.offset[i]);
            }
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.writeToCopy(new byte[] {(byte) 0xff, (byte) 0xff}, 0, 2);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Reads a query's two columns, timestamptz and float8, neither ever null; in order of time whatever the query's. */
    static PointArrays read(Connection connection, String query) throws SQLException, IOException {
        GrowingPoints points = new GrowingPoints();
        read(connection, query, 2, in -> points.add(field(in) + EPOCH, Double.longBitsToDouble(field(in))));
        return points.inOrder();
    }

    /** As {@link #read}, of three columns, the first a bigint by which the points are told apart. */
    static Map<Long, GrowingPoints> readSeries(Connection connection, String query) throws SQLException, IOException {
        Map<Long, GrowingPoints> found = new HashMap<>();
        read(
                connection,
                query,
                3,
                in -> found.computeIfAbsent(field(in), series -> new GrowingPoints())
                        .add(field(in) + EPOCH, Double.longBitsToDouble(field(in))));
        return found;
    }

    private interface Row {
        void read(DataInputStream in) throws IOException;
    }

    private static void read(Connection connection, String query, int columns, Row row)
            throws SQLException, IOException {
        PGConnection server = connection.unwrap(PGConnection.class);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new PGCopyInputStream(server, "copy (" + query + ") to stdout (format binary)"), 1 << 16))) {
            in.skipNBytes(SIGNATURE.length);
            while (in.readShort() == columns) {
                row.read(in);
            }
        } catch (EOFException e) {
            throw new SQLException("the server ended the copy of points early", e);
        }
    }

    private static long field(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length != Long.BYTES) {
            throw new IOException("a field of 8 bytes was expected, not of " + length);
        }
        return in.readLong();
    }
}

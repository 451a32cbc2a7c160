// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.source;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A query on another database.
 *
 * @param query with {@code :cursor} where the time of the last row read stands
 * @param time the column of the rows' times; without a zone they are UTC
 * @param value the column of the values
 * @param labels columns that become labels
 */
public record SqlSource(
        String url, String user, String password, String query, String time, String value, List<String> labels) {
    private static final String CURSOR = ":cursor";
    private static final int FETCH = 5_000;
    private static final int SECONDS = 300;

    /** Takes rows as they are read. */
    @FunctionalInterface
    public interface Rows {
        /** @param labels in the order of the source's; empty where the column is null */
        void row(Instant time, double value, List<String> labels);
    }

    /**
     * Reads the rows since a time, some thousand at once in memory. Rows whose time or value is null are passed over.
     *
     * @throws TidewatchException UNAVAILABLE where the database is away; INVALID_VALUE where the query or a column makes no sense
     */
    public void read(Instant since, Rows rows) {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query.replace(CURSOR, "?"))) {
                statement.setFetchSize(FETCH);
                statement.setQueryTimeout(SECONDS);
                for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                    statement.setObject(i, since.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
                }
                try (ResultSet found = statement.executeQuery()) {
                    read(found, rows);
                }
            }
        } catch (SQLException e) {
            boolean ours = e.getSQLState() != null && e.getSQLState().startsWith("42");
            throw new TidewatchException(
                    ours ? ErrorCode.INVALID_VALUE : ErrorCode.UNAVAILABLE,
                    "the source can't be read: " + e.getMessage(),
                    e);
        }
    }

    private void read(ResultSet found, Rows rows) throws SQLException {
        int timeAt = column(found, time);
        int valueAt = column(found, value);
        List<Integer> labelsAt = new ArrayList<>();
        for (String label : labels) {
            labelsAt.add(column(found, label));
        }
        while (found.next()) {
            double number = found.getDouble(valueAt);
            Object when = found.wasNull() ? null : time(found, timeAt);
            if (when instanceof Instant instant) {
                List<String> texts = new ArrayList<>(labels.size());
                for (int at : labelsAt) {
                    String text = found.getString(at);
                    texts.add(text == null ? "" : text);
                }
                rows.row(instant, number, texts);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Instant time(ResultSet found, int at) throws SQLException {
        Object value = found.getObject(at);
        return switch (value) {
            case null -> null;
            // The driver reads a time without zone on this machine's wall clock; the wall time is what stands there.
            case Timestamp stamp when zoned(found.getMetaData(), at) -> stamp.toInstant();
            case Timestamp stamp -> found.getObject(at, LocalDateTime.class).toInstant(ZoneOffset.UTC);
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case java.sql.Date date -> date.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
            default ->
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "the time column holds " + value.getClass().getSimpleName() + "; cast it to a timestamp");
        };
    }

    private static boolean zoned(ResultSetMetaData columns, int at) throws SQLException {
        return columns.getColumnType(at) == Types.TIMESTAMP_WITH_TIMEZONE
                || columns.getColumnTypeName(at).toLowerCase(Locale.ROOT).equals("timestamptz");
    }

    private static int column(ResultSet found, String name) throws SQLException {
        try {
            return found.findColumn(name);
        } catch (SQLException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "the query gives no column " + name + "; name it with \"as\"", e);
        }
    }
}

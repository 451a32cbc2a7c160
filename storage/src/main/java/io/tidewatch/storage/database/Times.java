// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.database;

import io.tidewatch.core.time.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Event times, UTC microseconds since 1970, as {@code timestamptz} and back; exact, whatever the JVM's zone. */
public final class Times {
    private Times() {}

    public static Instant of(long micros) {
        return Micros.toInstant(micros);
    }

    /** For JDBC's {@code setObject}. */
    public static OffsetDateTime offset(long micros) {
        return Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }

    public static long micros(ResultSet row, String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    /** Empty for null. */
    public static OptionalLong optional(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? OptionalLong.empty() : OptionalLong.of(Micros.of(time.toInstant()));
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

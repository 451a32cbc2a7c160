// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.e2e;

import io.tidewatch.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks past the application into its database. */
final class Tables {
    private Tables() {}

    /** Rows of the points table. */
    static long points(Path data) throws SQLException {
        try (Connection connection = DriverManager.getConnection(EmbeddedDatabase.lastUrl(data.resolve("postgresql")));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from point")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

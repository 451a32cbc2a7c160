// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.table;

import java.sql.SQLException;

/** Whether to try again would help. */
final class SqlTrouble {
    private SqlTrouble() {}

    /** SQLSTATE classes 22 (data) and 23 (constraints): the same rows will fail again. */
    static boolean isOfTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/**
 * Has the server plan a statement each time. A connection that first looked at the queue while it was empty would else keep the
 * plan for an empty table, and read all of it when it is full: 43 ms instead of 4 were seen at 20,000 rows.
 */
final class PlannedAnew implements StatementCustomizer {
    static final PlannedAnew INSTANCE = new PlannedAnew();

    private PlannedAnew() {}

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}

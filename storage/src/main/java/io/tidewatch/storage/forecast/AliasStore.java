// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.storage.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** To which version each KPI's champion alias pointed when it was last moved or looked at; so that a move by others is seen. */
public final class AliasStore {
    private final Database database;

    public AliasStore(Database database) {
        this.database = database;
    }

    /** @param version the number that MLflow gave */
    public record Seen(String kpi, String version) {}

    public List<Seen> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select kpi, version from mlflow_alias order by kpi")
                        .map((row, context) -> new Seen(row.getString("kpi"), row.getString("version")))
                        .list());
    }

    public Optional<String> seen(String kpi) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select version from mlflow_alias where kpi = ?")
                        .bind(0, kpi)
                        .mapTo(String.class)
                        .findOne());
    }

    public void see(String kpi, String version) {
        // On a connection of its own: it stays true when a transaction around it is rolled back.
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement("insert into mlflow_alias (kpi, version) values (?, ?) "
                        + "on conflict (kpi) do update set version = excluded.version")) {
            statement.setString(1, kpi);
            statement.setString(2, version);
            statement.executeUpdate();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("MLflow's alias can't be noted: " + e.getMessage(), e);
        }
    }

    /** Which of our versions MLflow knows by this number. */
    public OptionalLong version(String kpi, String mlflowVersion) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select version from model_version where kpi = ? and mlflow_version = ? and copy_of is null")
                        .bind(0, kpi)
                        .bind(1, mlflowVersion)
                        .mapTo(Long.class)
                        .findOne()
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty));
    }
}

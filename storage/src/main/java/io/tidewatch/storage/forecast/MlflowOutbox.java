// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.storage.database.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Model versions that MLflow has not heard of yet, the oldest first. One process at a time publishes. */
public final class MlflowOutbox {
    private static final long LOCK = 7_304;
    private final Database database;

    public MlflowOutbox(Database database) {
        this.database = database;
    }

    /**
     * One that waits.
     *
     * @param mlflowRun the run that an earlier attempt created there
     * @param mlflowVersion the version that an earlier attempt registered there
     */
    public record Pending(long id, ModelVersion version, Optional<String> mlflowRun, Optional<String> mlflowVersion) {}

    /**
     * Hands over the oldest pending version and takes it away when the action returns.
     *
     * @param action idempotent: after a failure it is called again with what it {@linkplain #noteRun noted}
     * @return false where nothing waits or another process publishes
     * @throws RuntimeException what the action threw; the version goes on waiting
     */
    public boolean publishNext(Consumer<Pending> action) {
        return database.jdbi().inTransaction(transaction -> {
            boolean mine = transaction
                    .createQuery("select pg_try_advisory_xact_lock(?)")
                    .bind(0, LOCK)
                    .mapTo(Boolean.class)
                    .one();
            Optional<Pending> pending = mine ? first() : Optional.empty();
            if (pending.isEmpty()) {
                return false;
            }
            action.accept(pending.get());
            transaction.execute(
                    "delete from mlflow_outbox where id = ?", pending.get().id());
            return true;
        });
    }

    private Optional<Pending> first() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select id, kpi, version, mlflow_run, mlflow_version from mlflow_outbox order by id limit 1")
                        .map((row, context) -> new Pending(
                                row.getLong("id"),
                                ModelStore.find(handle, row.getString("kpi"), row.getLong("version"))
                                        .orElseThrow(),
                                Optional.ofNullable(row.getString("mlflow_run")),
                                Optional.ofNullable(row.getString("mlflow_version"))))
                        .findOne());
    }

    /** Remembers, whatever becomes of the rest, that the run exists there. */
    public void noteRun(long id, String mlflowRun) {
        note(id, "mlflow_run", mlflowRun);
    }

    /** Remembers, whatever becomes of the rest, that the version is registered there. */
    public void noteVersion(Pending pending, String mlflowVersion) {
        note(pending.id(), "mlflow_version", mlflowVersion);
        note(pending.version(), mlflowVersion);
    }

    /** Counts an attempt that failed. */
    public void noteFailure(String error) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update mlflow_outbox set attempts = attempts + 1, last_error = ? where id = (select min(id) from "
                                + "mlflow_outbox)",
                        error));
    }

    /** Adds a version in the transaction that makes it one. */
    static void add(Handle transaction, String kpi, long version, Instant now) {
        transaction.execute("insert into mlflow_outbox (kpi, version, created_at) values (?, ?, ?)", kpi, version, now);
    }

    public int waiting() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from mlflow_outbox")
                        .mapTo(Integer.class)
                        .one());
    }

    /** Hands over the version's forecasts by series id, a few in memory at a time. */
    public void forecasts(ModelVersion version, Consumer<Forecast> reader) {
        database.jdbi().useTransaction(transaction -> {
            try (Stream<Forecast> forecasts = transaction
                    .createQuery(ForecastRows.SELECT + "where f.run_id = ? order by f.series_id")
                    .bind(0, version.runId())
                    .setFetchSize(500)
                    .map((row, context) -> ForecastRows.read(row))
                    .stream()) {
                forecasts.forEach(reader);
            }
        });
    }

    private void note(ModelVersion version, String mlflowVersion) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement(
                        "update model_version set mlflow_version = ? where kpi = ? and ? in (version, copy_of)")) {
            statement.setString(1, mlflowVersion);
            statement.setString(2, version.kpi());
            statement.setLong(3, version.version());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("MLflow's version can't be noted: " + e.getMessage(), e);
        }
    }

    /** The states of the version's series, by series: JSON objects by the key's text. */
    public Map<String, String> states(ModelVersion version) {
        Map<String, String> states = new TreeMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "select s.key, f.state from forecast f join series s on s.id = f.series_id where f.run_id = ?")
                        .bind(0, version.runId())
                        .map((row, context) -> Map.entry(row.getString("key"), row.getString("state")))
                        .forEach(entry -> states.put(entry.getKey(), entry.getValue())));
        return states;
    }

    private void note(long id, String column, String value) {
        // On a connection of its own: the transaction around the action may yet be rolled back.
        try (var connection = database.dataSource().getConnection();
                var statement =
                        connection.prepareStatement("update mlflow_outbox set " + column + " = ? where id = ?")) {
            statement.setString(1, value);
            statement.setLong(2, id);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("MLflow's " + column + " can't be noted: " + e.getMessage(), e);
        }
    }
}

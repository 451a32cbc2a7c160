// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.triage;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.triage.SeriesRecord;
import io.tidewatch.core.triage.TriageFeature;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.StatementContext;

/** Trainings of the triage model; one process at a time trains or publishes. */
public final class TriageStore {
    private static final long LOCK = 7_305;
    private static final String JUDGED = "verdict in ('true_anomaly', 'false_alarm') and kind <> 'retracted'";

    private final Database database;

    public TriageStore(Database database) {
        this.database = database;
    }

    /** The newest training, whatever came of it. */
    public Optional<StoredTriage> newest() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from triage_model order by version desc limit 1")
                        .map(TriageStore::triage)
                        .findOne());
    }

    /** How many alerts are judged true or false. */
    public int judgedCount() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from alert where " + JUDGED)
                        .mapTo(Integer.class)
                        .one());
    }

    /** The newest judged alerts, in the order in which they were opened. */
    public List<JudgedAlert> judged(int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select record, verdict from (select * from alert where "
                                + JUDGED + " order by opened desc, id desc limit ?) as newest order by opened, id")
                        .bind(0, limit)
                        .map((row, context) -> new JudgedAlert(
                                event(row), row.getString("verdict").equals("true_anomaly")))
                        .list());
    }

    /** How the alerts of each series were judged; series without judged alerts are absent. */
    public Map<SeriesId, SeriesRecord> records(Collection<SeriesId> series) {
        Map<SeriesId, SeriesRecord> records = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery("select series_id,"
                                + " count(*) filter (where verdict = 'true_anomaly') as t,"
                                + " count(*) filter (where verdict = 'false_alarm') as f from alert where series_id = any(?)"
                                + " and " + JUDGED + " group by series_id")
                        .bind(0, series.stream().map(SeriesId::value).toArray(Long[]::new))
                        .map((row, context) -> Map.entry(
                                new SeriesId(row.getLong("series_id")),
                                new SeriesRecord(row.getInt("t"), row.getInt("f"))))
                        .forEach(entry -> records.put(entry.getKey(), entry.getValue())));
        return records;
    }

    /**
     * Does it unless another process is at it.
     *
     * @return whether it was done
     */
    public boolean alone(Runnable action) {
        return database.jdbi().inTransaction(transaction -> {
            boolean mine = transaction
                    .createQuery("select pg_try_advisory_xact_lock(?)")
                    .bind(0, LOCK)
                    .mapTo(Boolean.class)
                    .one();
            if (mine) {
                action.run();
            }
            return mine;
        });
    }

    /** @return with its version */
    public StoredTriage add(TriageTraining training, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "insert into triage_model (trained_at, state, labels, true_labels, features, weights, means,"
                                        + " scales, intercept, log_loss, base_log_loss, data_digest, provenance) values (:at, :state,"
                                        + " :labels, :true, :features, :weights, :means, :scales, :intercept, :loss, :base, :digest,"
                                        + " :provenance) returning *")
                        .bind("at", now)
                        .bind("state", training.state().slug())
                        .bind("labels", training.labels())
                        .bind("true", training.trueLabels())
                        .bind(
                                "features",
                                training.weights().isEmpty()
                                        ? new String[0]
                                        : Arrays.stream(TriageFeature.values())
                                                .map(TriageFeature::slug)
                                                .toArray(String[]::new))
                        .bind("weights", training.weights().toArray(Double[]::new))
                        .bind("means", training.means().toArray(Double[]::new))
                        .bind("scales", training.scales().toArray(Double[]::new))
                        .bind("intercept", training.intercept())
                        .bind("loss", training.logLoss())
                        .bind("base", training.baseLogLoss())
                        .bind("digest", training.dataDigest())
                        .bind("provenance", training.provenance())
                        .map(TriageStore::triage)
                        .one());
    }

    /** A trained version that MLflow has not heard of; {@code run} is what an earlier attempt created there. */
    public record Untracked(StoredTriage triage, Optional<String> run) {}

    /**
     * Hands over the oldest version that MLflow has not heard of.
     *
     * @param action when it returns, the version counts as tracked
     * @return whether there was one
     */
    public boolean track(Consumer<Untracked> action) {
        Optional<Untracked> next = database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from triage_model where state = 'trained'"
                                + " and not tracked order by version limit 1")
                        .map((row, context) ->
                                new Untracked(triage(row, context), Optional.ofNullable(row.getString("mlflow_run"))))
                        .findOne());
        next.ifPresent(untracked -> alone(() -> {
            action.accept(untracked);
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "update triage_model set tracked = true where version = ?",
                            untracked.triage().version()));
        }));
        return next.isPresent();
    }

    /** Remembers the run that exists there. */
    public void noteRun(long version, String run) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("update triage_model set mlflow_run = ? where version = ?", run, version));
    }

    private static AlertEvent event(ResultSet row) throws SQLException {
        return AlertsCodec.decodeEvent(row.getBytes("record"));
    }

    private static StoredTriage triage(ResultSet row, StatementContext context) throws SQLException {
        return new StoredTriage(
                row.getLong("version"),
                Times.instant(row, "trained_at"),
                new TriageTraining(
                        TriageTraining.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                        row.getInt("labels"),
                        row.getInt("true_labels"),
                        row.getDouble("intercept"),
                        doubles(row, "weights"),
                        doubles(row, "means"),
                        doubles(row, "scales"),
                        row.getDouble("log_loss"),
                        row.getDouble("base_log_loss"),
                        row.getString("data_digest"),
                        row.getString("provenance")));
    }

    private static List<Double> doubles(ResultSet row, String column) throws SQLException {
        return Arrays.asList((Double[]) row.getArray(column).getArray());
    }
}

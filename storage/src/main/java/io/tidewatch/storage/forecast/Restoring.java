// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.storage.audit.AuditLog;
import io.tidewatch.storage.database.Database;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Makes an older version, or a challenger, the champion: all of it in one commit. */
public final class Restoring {
    private final Database database;

    public Restoring(Database database) {
        this.database = database;
    }

    /**
     * Lets a version serve.
     *
     * @param toMlflow whether its alias is to be moved there
     * @param actor for the audit
     */
    public Restored restore(String kpi, long version, boolean toMlflow, String actor, Instant now) {
        return database.jdbi().inTransaction(transaction -> {
            // The same lock as the end of a run takes: the champion stays who it is until this commit.
            boolean busy = transaction
                    .createQuery("select exists (select from training_run where kpi = ? and state = 'running')")
                    .bind(0, kpi)
                    .mapTo(Boolean.class)
                    .one();
            Optional<ModelVersion> wanted = ModelStore.find(transaction, kpi, version);
            if (wanted.isEmpty()) {
                return new Restored.Unknown();
            }
            if (busy) {
                return new Restored.Busy();
            }
            Optional<ModelVersion> champion = ModelStore.champion(transaction, kpi);
            if (champion.filter(serving -> serving.original() == wanted.get().original())
                    .isPresent()) {
                return new Restored.Already(champion.get());
            }
            if (!isUsable(transaction, wanted.get(), now)) {
                return new Restored.NeedsTraining(wanted.get());
            }
            return new Restored.Serves(copy(transaction, wanted.get(), toMlflow, actor, now));
        });
    }

    /** The version that served before the champion; empty where there is none. */
    public OptionalLong before(String kpi) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select max(v.version) from model_version v join model_version c on c.kpi = v.kpi "
                                        + "and c.state = 'champion' where v.kpi = ? and v.state = 'retired' "
                                        + "and v.copy_of is null and v.version < coalesce(c.copy_of, c.version)")
                        .bind(0, kpi)
                        .mapTo(Long.class)
                        .findOne()
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty));
    }

    private static boolean isUsable(Handle transaction, ModelVersion version, Instant now) {
        return transaction
                .createQuery("select count(*) = ? and coalesce(min(valid_to), ?) > ? from forecast where run_id = ?")
                .bind(0, version.series())
                .bind(1, now)
                .bind(2, now)
                .bind(3, version.runId())
                .mapTo(Boolean.class)
                .one();
    }

    private static ModelVersion copy(
            Handle transaction, ModelVersion wanted, boolean toMlflow, String actor, Instant now) {
        long run = transaction
                .createQuery("insert into training_run (kpi, version, cause, state, trained_to, base_run, created_at, "
                        + "finished_at) select kpi, (select max(version) from training_run where kpi = :kpi) + 1, 'restored', "
                        + "'done', trained_to, id, :now, :now from training_run where id = :run returning id")
                .bind("kpi", wanted.kpi())
                .bind("run", wanted.runId())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
        transaction.execute(ForecastRows.COPY, run, wanted.runId());
        transaction.execute(
                "update model_version set state = 'retired' where kpi = ? and state = 'champion'", wanted.kpi());
        transaction.execute(
                "update model_version set state = 'retired' where kpi = ? and version = ? and state = 'challenger'",
                wanted.kpi(),
                wanted.version());
        transaction.execute(
                "insert into model_version (kpi, version, run_id, state, trained_to, series, methods, metrics, data_digest, "
                        + "created_at, copy_of, mlflow_version, reason) select v.kpi, r.version, r.id, 'champion', v.trained_to, "
                        + "v.series, v.methods, v.metrics, v.data_digest, ?, coalesce(v.copy_of, v.version), v.mlflow_version, ? "
                        + "from model_version v join training_run r on r.id = ? where v.run_id = ?",
                now,
                "version " + wanted.original() + " again, as " + actor + " asked",
                run,
                wanted.runId());
        Bundles.announce(transaction, run);
        ModelVersion copy = ModelStore.champion(transaction, wanted.kpi()).orElseThrow();
        if (toMlflow) {
            MlflowOutbox.add(transaction, wanted.kpi(), copy.version(), now);
        }
        AuditLog.record(
                transaction,
                actor,
                "model.restored",
                "kpi/" + wanted.kpi(),
                "version " + wanted.original() + " serves as version " + copy.version(),
                now);
        return copy;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.deletion;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.outbox.Outbox;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the forecaster writes of series: forecasts, here and on the log; of a KPI its model versions and trainings too. */
public final class ModelDeletion {
    private final Database database;

    public ModelDeletion(Database database) {
        this.database = database;
    }

    /** @return false where a training of the KPI is going on: nothing was done, try again later */
    public boolean deleteKpi(String kpi) {
        return database.jdbi().inTransaction(transaction -> {
            if (isTraining(transaction, kpi)) {
                return false;
            }
            List<Long> series = transaction
                    .createQuery("select distinct series_id from forecast"
                            + " where run_id in (select id from training_run where kpi = ?)")
                    .bind(0, kpi)
                    .mapTo(Long.class)
                    .list();
            transaction.execute("delete from mlflow_alias where kpi = ?", kpi);
            transaction.execute("delete from model_version where kpi = ?", kpi);
            transaction.execute("delete from training_run where kpi = ?", kpi);
            series.forEach(id -> takeBack(transaction, new SeriesId(id)));
            return true;
        });
    }

    /** @return as {@link #deleteKpi} */
    public boolean deleteSeries(String kpi, SeriesId series) {
        return database.jdbi().inTransaction(transaction -> {
            if (isTraining(transaction, kpi)) {
                return false;
            }
            transaction.execute("delete from forecast where series_id = ?", series.value());
            takeBack(transaction, series);
            return true;
        });
    }

    private static boolean isTraining(Handle transaction, String kpi) {
        return transaction
                .createQuery("select exists (select from training_run where kpi = ? and state = 'running')")
                .bind(0, kpi)
                .mapTo(Boolean.class)
                .one();
    }

    private static void takeBack(Handle transaction, SeriesId series) {
        Outbox.FORECASTER.add(transaction, Topic.FORECASTS, series.key(), null);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The series that wait to be trained. Any number of threads and processes take from it: a taken item stays locked by the
 * transaction that trains it, so that a crash gives back at most one batch.
 */
public final class WorkList {
    private final Database database;

    private record Item(
            long runId,
            String kpi,
            long version,
            long trainedTo,
            long seriesId,
            @Nullable String key,
            @Nullable String before) {}

    private record Result(Item item, ItemOutcome outcome) {}

    public WorkList(Database database) {
        this.database = database;
    }

    /**
     * Trains the next few series of the oldest running runs and writes what came of them, in one transaction.
     *
     * @param limit how many at most
     * @return the runs that got further; empty where nothing waits
     */
    public Set<Long> trainSome(int limit, SeriesTraining training) {
        return database.jdbi().inTransaction(transaction -> {
            List<Item> items = take(transaction, limit);
            List<Result> results = new ArrayList<>(items.size());
            Set<Long> runs = new LinkedHashSet<>();
            for (Item item : items) {
                results.add(new Result(item, train(item, training)));
                runs.add(item.runId());
            }
            write(transaction, results);
            return runs;
        });
    }

    private static List<Item> take(Handle transaction, int limit) {
        return transaction
                .createQuery(
                        "select i.run_id, r.kpi, r.version, r.trained_to, i.series_id, s.key, b.state from training_item i "
                                + "join training_run r on r.id = i.run_id left join series s on s.id = i.series_id "
                                + "left join forecast b on b.run_id = r.base_run and b.series_id = i.series_id "
                                + "where i.state = 'waiting' and r.state = 'running' order by i.run_id, i.series_id limit ? "
                                + "for update of i skip locked")
                .bind(0, limit)
                .map((row, context) -> new Item(
                        row.getLong("run_id"),
                        row.getString("kpi"),
                        row.getLong("version"),
                        ForecastRows.micros(row, "trained_to"),
                        row.getLong("series_id"),
                        row.getString("key"),
                        row.getString("state")))
                .list();
    }

    private static ItemOutcome train(Item item, SeriesTraining training) {
        if (item.key() == null) {
            return new ItemOutcome.Skipped("the series was deleted");
        }
        return training.train(
                SeriesKey.parse(item.key()),
                item.kpi(),
                item.version(),
                item.trainedTo(),
                Optional.ofNullable(item.before()));
    }

    private static void write(Handle transaction, List<Result> results) {
        try (PreparedStatement forecast = transaction.getConnection().prepareStatement(ForecastRows.INSERT);
                PreparedStatement item = transaction
                        .getConnection()
                        .prepareStatement("update training_item set state = ?, reason = ?, points = ?, digest = ? "
                                + "where run_id = ? and series_id = ?")) {
            for (Result result : results) {
                item.setLong(5, result.item().runId());
                item.setLong(6, result.item().seriesId());
                switch (result.outcome()) {
                    case ItemOutcome.Trained trained -> {
                        bind(item, "done", null, trained.points(), trained.digest());
                        ForecastRows.bind(forecast, result.item().runId(), trained.forecast(), trained.state());
                        forecast.addBatch();
                    }
                    case ItemOutcome.Skipped(String reason) -> bind(item, "skipped", reason, 0, null);
                    case ItemOutcome.Failed(String reason) -> bind(item, "failed", reason, 0, null);
                }
                item.addBatch();
            }
            forecast.executeBatch();
            item.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("a trained batch could not be written: " + e.getMessage(), e);
        }
    }

    private static void bind(
            PreparedStatement item, String state, @Nullable String reason, int points, byte @Nullable [] digest)
            throws SQLException {
        item.setString(1, state);
        item.setString(2, reason);
        item.setInt(3, points);
        item.setBytes(4, digest);
    }
}

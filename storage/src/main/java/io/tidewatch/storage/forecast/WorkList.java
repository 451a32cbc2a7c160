// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.storage.database.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The series that wait to be trained. Any number of threads and processes take from it. Each looks at a few series at a time, from a
 * place of the list that it draws, and reads what they need at once; but a series is held only while it is trained, by the
 * transaction that writes what came of it. So a crash costs each worker one training at most.
 */
public final class WorkList {
    /** Classes of SQL states that the values are to blame for, not the server: data exception, integrity, too large. */
    private static final Set<String> ITS_OWN_FAULT = Set.of("22", "23", "54");

    /** The oldest run that something waits of. From a place on, then from the start: so workers seldom meet. */
    private static final String NEXT =
            "with run as (select r.* from training_run r where r.state = 'running' and exists "
                    + "(select from training_item i where i.run_id = r.id and i.state = 'waiting') order by r.id limit 1), "
                    + "item as ((select i.series_id from training_item i, run where i.run_id = run.id and i.state = 'waiting' "
                    + "and i.series_id >= :from order by i.series_id limit :limit) "
                    + "union all (select i.series_id from training_item i, run where i.run_id = run.id and i.state = 'waiting' "
                    + "and i.series_id < :from order by i.series_id limit :limit) limit :limit) "
                    + "select run.id as run_id, run.kpi, run.version, run.trained_to, i.series_id, s.key, b.state "
                    + "from item i cross join run left join series s on s.id = i.series_id "
                    + "left join forecast b on b.run_id = run.base_run and b.series_id = i.series_id";

    private final Database database;

    private record Item(
            long runId,
            String kpi,
            long version,
            long trainedTo,
            long seriesId,
            @Nullable SeriesKey series,
            @Nullable String before) {}

    public WorkList(Database database) {
        this.database = database;
    }

    /**
     * Trains the next few series of the oldest running run and writes what came of each at once.
     *
     * @param limit how many at most
     * @return the run that got further; empty where nothing waits that no other worker holds
     */
    public OptionalLong trainSome(int limit, SeriesTraining training) {
        List<Item> items = next(limit);
        training.expect(
                items.stream().flatMap(item -> Stream.ofNullable(item.series())).toList());
        OptionalLong run = OptionalLong.empty();
        for (Item item : items) {
            if (trainHeld(item, training)) {
                run = OptionalLong.of(item.runId());
            }
        }
        return run;
    }

    private List<Item> next(int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(NEXT)
                        .bind("from", ThreadLocalRandom.current().nextLong())
                        .bind("limit", limit)
                        .map((row, context) -> {
                            @Nullable String key = row.getString("key");
                            return new Item(
                                    row.getLong("run_id"),
                                    row.getString("kpi"),
                                    row.getLong("version"),
                                    ForecastRows.micros(row, "trained_to"),
                                    row.getLong("series_id"),
                                    key == null ? null : SeriesKey.parse(key),
                                    row.getString("state"));
                        })
                        .list());
    }

    /** @return false where it waits no longer or another worker holds it */
    private boolean trainHeld(Item item, SeriesTraining training) {
        try {
            return whileHeld(item, () -> train(item, training));
        } catch (UnwritableException e) {
            return whileHeld(item, () -> new ItemOutcome.Failed("its forecast can't be stored: " + e.getMessage()));
        }
    }

    private boolean whileHeld(Item item, Supplier<ItemOutcome> training) {
        return database.jdbi().inTransaction(transaction -> {
            boolean mine = transaction
                    .createQuery(
                            "select run_id from training_item where run_id = ? and series_id = ? and state = 'waiting' "
                                    + "for update skip locked")
                    .bind(0, item.runId())
                    .bind(1, item.seriesId())
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent();
            if (mine) {
                write(transaction, item, training.get());
            }
            return mine;
        });
    }

    private static ItemOutcome train(Item item, SeriesTraining training) {
        if (item.series() == null) {
            return new ItemOutcome.Skipped("the series was deleted");
        }
        return training.train(
                item.series(), item.kpi(), item.version(), item.trainedTo(), Optional.ofNullable(item.before()));
    }

    private static void write(Handle transaction, Item item, ItemOutcome outcome) {
        switch (outcome) {
            case ItemOutcome.Trained trained -> write(transaction, item, trained);
            case ItemOutcome.Skipped(String reason) -> setAside(transaction, item, "skipped", reason);
            case ItemOutcome.Failed(String reason) -> setAside(transaction, item, "failed", reason);
        }
    }

    /** Both rows in one round trip. */
    private static void write(Handle transaction, Item item, ItemOutcome.Trained trained) {
        try (PreparedStatement row = transaction
                .getConnection()
                .prepareStatement(
                        "with stored as (" + ForecastRows.INSERT + ") update training_item set state = 'done', "
                                + "reason = null, points = ?, digest = ? where run_id = ? and series_id = ?")) {
            int at = ForecastRows.bind(row, item.runId(), trained.forecast(), trained.state());
            row.setInt(at++, trained.points());
            row.setBytes(at++, trained.digest());
            row.setLong(at++, item.runId());
            row.setLong(at, item.seriesId());
            row.executeUpdate();
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.length() == 5 && ITS_OWN_FAULT.contains(state.substring(0, 2))) {
                throw new UnwritableException(e);
            }
            throw new IllegalStateException("a forecast could not be written: " + e.getMessage(), e);
        }
    }

    private static void setAside(Handle transaction, Item item, String state, String reason) {
        transaction.execute(
                "update training_item set state = ?, reason = ?, points = 0, digest = null where run_id = ? and series_id = ?",
                state,
                reason,
                item.runId(),
                item.seriesId());
    }

    private static final class UnwritableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnwritableException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}

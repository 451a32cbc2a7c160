// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.kpi;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** KPIs and detectors. Each change writes the row and the settings record in one transaction. */
public final class KpiStore {
    private static final String KPI_COLUMNS =
            "name, version, unit, description, owner, zone, step_micros, kind, direction, late_limit_micros, keep_scores";
    private static final String DETECTORS =
            "select id, kpi, version, enabled, spec ->> 'budget' as budget, spec ->> 'minAbsoluteDeviation' as absolute,"
                    + " spec ->> 'minRelativeDeviation' as relative from detector ";
    private final Database database;

    public KpiStore(Database database) {
        this.database = database;
    }

    /** In order of name. */
    public List<Kpi> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select " + KPI_COLUMNS + " from kpi order by name")
                        .map((row, context) -> kpi(row))
                        .list());
    }

    public Optional<Kpi> find(String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select " + KPI_COLUMNS + " from kpi where name = ?")
                        .bind(0, name)
                        .map((row, context) -> kpi(row))
                        .findOne());
    }

    /** In order of id. */
    public List<Detector> detectors(String kpi) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(DETECTORS + "where kpi = ? order by id")
                        .bind(0, kpi)
                        .map((row, context) -> detector(row))
                        .list());
    }

    /** Of all KPIs, in order of id. */
    public List<Detector> detectors() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(DETECTORS + "order by id")
                        .map((row, context) -> detector(row))
                        .list());
    }

    /**
     * Creates the KPI, or changes it where its version is one more than the stored one.
     *
     * @return false where somebody else was faster: read again and retry
     */
    public boolean save(Kpi kpi, String actor, Instant now) {
        return database.jdbi().inTransaction(transaction -> save(transaction, kpi, actor, now));
    }

    /** As {@link #save(Kpi, String, Instant)}, in the caller's transaction. */
    public boolean save(Handle transaction, Kpi kpi, String actor, Instant now) {
        int rows = transaction.execute(
                "insert into kpi (" + KPI_COLUMNS
                        + ", changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        + "on conflict (name) do update set version = excluded.version, unit = excluded.unit, "
                        + "description = excluded.description, owner = excluded.owner, zone = excluded.zone, "
                        + "step_micros = excluded.step_micros, kind = excluded.kind, direction = excluded.direction, "
                        + "late_limit_micros = excluded.late_limit_micros, keep_scores = excluded.keep_scores, "
                        + "changed_at = excluded.changed_at, changed_by = excluded.changed_by "
                        + "where kpi.version = excluded.version - 1",
                kpi.name(),
                kpi.version(),
                kpi.unit(),
                kpi.description(),
                kpi.owner(),
                kpi.zone().getId(),
                kpi.step().map(Micros::of).orElse(null),
                slug(kpi.kind()),
                slug(kpi.direction()),
                Micros.of(kpi.lateLimit()),
                kpi.keepScores(),
                now,
                actor);
        if (rows == 1) {
            publish(transaction, new SettingsMessage.OfKpi(kpi));
        }
        return rows == 1;
    }

    /** As {@link #save(Kpi, String, Instant)}. */
    public boolean save(Detector detector, String actor, Instant now) {
        return database.jdbi().inTransaction(transaction -> save(transaction, detector, actor, now));
    }

    /** As {@link #save(Detector, String, Instant)}, in the caller's transaction. */
    public boolean save(Handle transaction, Detector detector, String actor, Instant now) {
        int rows = switch (detector) {
            case Detector.Adaptive adaptive -> write(transaction, adaptive, actor, now);
        };
        if (rows == 1) {
            publish(transaction, new SettingsMessage.OfDetector(detector));
        }
        return rows == 1;
    }

    private static int write(Handle transaction, Detector.Adaptive adaptive, String actor, Instant now) {
        return transaction.execute(
                "insert into detector (id, kpi, version, enabled, kind, spec, changed_at, changed_by) values (?, ?, ?, ?, "
                        + "'adaptive', jsonb_build_object('budget', ?::float8, 'minAbsoluteDeviation', ?::float8, "
                        + "'minRelativeDeviation', ?::float8), ?, ?) on conflict (id) do update set version = "
                        + "excluded.version, enabled = excluded.enabled, spec = excluded.spec, changed_at = "
                        + "excluded.changed_at, changed_by = excluded.changed_by where detector.version = "
                        + "excluded.version - 1 and detector.kpi = excluded.kpi",
                adaptive.id(),
                adaptive.kpi(),
                adaptive.version(),
                adaptive.enabled(),
                adaptive.budget(),
                adaptive.minAbsoluteDeviation(),
                adaptive.minRelativeDeviation(),
                now,
                actor);
    }

    private static void publish(Handle transaction, SettingsMessage message) {
        Outbox.DESK.add(
                transaction,
                Topic.SETTINGS,
                message.key().getBytes(StandardCharsets.UTF_8),
                SettingsCodec.encode(message));
    }

    private static Kpi kpi(ResultSet row) throws SQLException {
        long step = row.getLong("step_micros");
        return new Kpi(
                row.getString("name"),
                row.getLong("version"),
                row.getString("unit"),
                row.getString("description"),
                row.getString("owner"),
                ZoneId.of(row.getString("zone")),
                step == 0 ? Optional.empty() : Optional.of(Micros.toDuration(step)),
                KpiKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                Micros.toDuration(row.getLong("late_limit_micros")),
                row.getBoolean("keep_scores"));
    }

    private static Detector detector(ResultSet row) throws SQLException {
        return new Detector.Adaptive(
                row.getString("id"),
                row.getString("kpi"),
                row.getLong("version"),
                row.getBoolean("enabled"),
                row.getDouble("budget"),
                row.getDouble("absolute"),
                row.getDouble("relative"));
    }

    private static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

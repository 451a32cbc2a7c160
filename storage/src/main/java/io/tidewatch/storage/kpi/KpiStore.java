// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.kpi;

import io.tidewatch.core.kpi.Detector;
import io.tidewatch.core.kpi.Direction;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.kpi.KpiKind;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.wire.DetectorCodec;
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
            "name, version, unit, description, owner, zone, step_micros, kind, denominator, direction, late_limit_micros, "
                    + "keep_scores";
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
                .withHandle(handle -> handle.createQuery("select spec from detector where kpi = ? order by id")
                        .bind(0, kpi)
                        .map((row, context) -> DetectorCodec.decode(row.getBytes("spec")))
                        .list());
    }

    /** Of all KPIs, in order of id. */
    public List<Detector> detectors() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select spec from detector order by id")
                        .map((row, context) -> DetectorCodec.decode(row.getBytes("spec")))
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
                        + ", changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                        + "on conflict (name) do update set version = excluded.version, unit = excluded.unit, "
                        + "description = excluded.description, owner = excluded.owner, zone = excluded.zone, "
                        + "step_micros = excluded.step_micros, kind = excluded.kind, "
                        + "denominator = excluded.denominator, direction = excluded.direction, "
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
                kpi.denominator().orElse(null),
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
        int rows = transaction.execute(
                "insert into detector (id, kpi, version, enabled, kind, spec, changed_at, changed_by) values (?, ?, ?, ?, ?, "
                        + "?, ?, ?) on conflict (id) do update set version = excluded.version, enabled = excluded.enabled, "
                        + "kind = excluded.kind, spec = excluded.spec, changed_at = excluded.changed_at, changed_by = "
                        + "excluded.changed_by where detector.version = excluded.version - 1 and detector.kpi = excluded.kpi",
                detector.id(),
                detector.kpi(),
                detector.version(),
                detector.enabled(),
                kind(detector),
                DetectorCodec.encode(detector),
                now,
                actor);
        if (rows == 1) {
            publish(transaction, new SettingsMessage.OfDetector(detector));
        }
        return rows == 1;
    }

    /**
     * Takes the detector away, here and from the settings topic.
     *
     * @return false where it has another version, or is gone already
     */
    public boolean delete(Handle transaction, Detector detector) {
        int rows = transaction.execute(
                "delete from detector where id = ? and version = ?", detector.id(), detector.version());
        if (rows == 1) {
            takeBack(transaction, SettingsMessage.detectorKey(detector.id()));
        }
        return rows == 1;
    }

    /**
     * Takes the KPI and its detectors away, here and from the settings topic.
     *
     * @return false where it is gone already
     */
    public boolean delete(Handle transaction, String kpi) {
        List<String> detectors = transaction
                .createQuery("delete from detector where kpi = ? returning id")
                .bind(0, kpi)
                .mapTo(String.class)
                .list();
        detectors.forEach(id -> takeBack(transaction, SettingsMessage.detectorKey(id)));
        int rows = transaction.execute("delete from kpi where name = ?", kpi);
        if (rows == 1) {
            takeBack(transaction, SettingsMessage.kpiKey(kpi));
        }
        return rows == 1;
    }

    private static void takeBack(Handle transaction, String key) {
        Outbox.DESK.add(transaction, Topic.SETTINGS, key.getBytes(StandardCharsets.UTF_8), null);
    }

    private static String kind(Detector detector) {
        return switch (detector) {
            case Detector.Adaptive adaptive -> "adaptive";
            case Detector.Threshold threshold -> "threshold";
            case Detector.NoData noData -> "no_data";
            case Detector.Composite composite -> "composite";
            case Detector.EventCount count -> "event_count";
        };
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
                Optional.ofNullable(row.getString("denominator")),
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                Micros.toDuration(row.getLong("late_limit_micros")),
                row.getBoolean("keep_scores"));
    }

    private static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

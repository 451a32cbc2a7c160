// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.quality;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.series.SeriesKey;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.core.verdict.TimeRange;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.core.wire.AlertsCodec;
import io.tidewatch.core.wire.AlertsMessage;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.alert.AlertReader;
import io.tidewatch.feedback.kpi.KpiDraft;
import io.tidewatch.feedback.precision.Precision;
import io.tidewatch.feedback.queue.Question;
import io.tidewatch.feedback.verdict.VerdictInput;
import io.tidewatch.migrations.Migrator;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.verdict.VerdictStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The desk itself on a real database: alerts come in as they do from the log, and everything said goes by its own services. */
final class BenchDesk {
    private final Database database;
    private final Desk desk;
    private final AlertReader door;
    private final VerdictStore verdicts;
    private volatile Instant now = Instant.EPOCH;

    /** Empties the database first. */
    BenchDesk(Database database) throws SQLException {
        this.database = database;
        database.jdbi().useHandle(handle -> handle.execute("drop schema public cascade; create schema public"));
        new Migrator(database.dataSource()).migrate();
        desk = new Desk(database, () -> now);
        door = new AlertReader(desk.workplace(), desk.calibrations(), desk.incidents());
        verdicts = new VerdictStore(database);
    }

    void at(long micros) {
        now = Micros.toInstant(micros);
    }

    void watch(SeriesKey series, double budget) {
        KpiDraft by = KpiDraft.defaults();
        desk.kpis()
                .create(
                        series.kpi(),
                        new KpiDraft(
                                by.unit(),
                                by.description(),
                                by.owner(),
                                by.zone(),
                                by.step(),
                                by.kind(),
                                by.denominator(),
                                by.direction(),
                                by.lateLimit(),
                                by.keepScores(),
                                by.watched(),
                                budget,
                                by.minAbsoluteDeviation(),
                                by.minRelativeDeviation()),
                        "bench");
        new SeriesStore(database).register(List.of(series), now, 1_000_000, 1_000_000);
    }

    void tell(List<AlertEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (AlertEvent event : events) {
            records.add(new ConsumerRecord<>(
                    Topic.ALERTS.id(),
                    0,
                    records.size(),
                    event.series().id().toString().getBytes(StandardCharsets.UTF_8),
                    AlertsCodec.encode(new AlertsMessage.Event(event))));
        }
        door.handle(records);
    }

    List<Question> queue() {
        return desk.queue().questions().first();
    }

    void judge(AlertId alert, VerdictKind kind, String by) {
        desk.verdicts().give(alert, VerdictInput.of(kind, OptionalLong.empty()), by);
    }

    Calibration calibration(SeriesId series) {
        return desk.calibrations().current(series);
    }

    List<TimeRange> masks(SeriesId series) {
        return verdicts.trainingMasks(series, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** What the KPI page shows for the time since then. */
    Precision page(String kpi, long since) {
        return desk.precision().of(kpi, Duration.between(Micros.toInstant(since), now));
    }

    /** What the overview shows for the time since then. */
    Precision overview(long since) {
        return desk.precision().overall(Duration.between(Micros.toInstant(since), now));
    }
}

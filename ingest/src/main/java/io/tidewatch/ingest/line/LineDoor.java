// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.core.time.Micros;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.points.Outcome;
import io.tidewatch.ingest.points.Plan;
import io.tidewatch.ingest.points.PointsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code POST /api/v2/write} and {@code /write}, as InfluxDB 2 and 1 take and answer them. */
public final class LineDoor {
    private static final String NAME = "influx";

    private final Doorway doorway;
    private volatile SeriesCache cache = new SeriesCache(Mapping.PLAIN);

    public LineDoor(Doorway doorway) {
        this.doorway = doorway;
    }

    /** Never throws for what the sender did: the answer says it. */
    public LineAnswer handle(LineDialect dialect, PointsRequest request) {
        Outcome outcome = doorway.take(NAME, request, () -> plan(request));
        return dialect.answer(outcome);
    }

    /** Reads lines in nanoseconds that came another way than by HTTP. */
    public void read(InputStream lines, Intake intake) throws IOException {
        read(Precision.NANOSECONDS, lines, intake);
    }

    private Plan plan(PointsRequest request) {
        Precision precision = Precision.of(parameter(request, "precision"));
        return new Plan(origin(request), doorway.registers(), (body, intake) -> read(precision, body, intake));
    }

    private void read(Precision precision, InputStream body, Intake intake) throws IOException {
        SeriesCache current = cache;
        if (current.mapping() != intake.mapping()) {
            current = new SeriesCache(intake.mapping());
            cache = current;
        }
        long now = Micros.of(doorway.clock().instant());
        new LinePoints(body, intake, current, precision, doorway.settings().maxLineBytes(), now).read();
    }

    private static Origin origin(PointsRequest request) {
        String text = parameter(request, "origin");
        return switch (text) {
            case "", "live" -> Origin.LIVE;
            case "backfill" -> Origin.BACKFILL;
            default ->
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE, "origin must be live or backfill, not \"" + text + "\"");
        };
    }

    /** Others, as org, bucket, db and rp, say where to store; there is one place here. */
    private static String parameter(PointsRequest request, String name) {
        List<String> values = request.query().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}

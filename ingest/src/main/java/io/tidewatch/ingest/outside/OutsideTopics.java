// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.outside;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.log.Topic;
import io.tidewatch.ingest.event.EventsDoor;
import io.tidewatch.ingest.line.LineDoor;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.points.PointsDoor;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.TopicReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes points from {@code kpi.points.in}, each record JSON or line protocol as its first character tells, and events from {@code
 * kpi.events.in}. A place is committed there when our own log has what was read; what makes no sense goes to the topic of
 * rejected input and stops nothing.
 */
public final class OutsideTopics implements AutoCloseable {
    private static final String POINTS = "tidewatch-points-in";
    private static final String EVENTS = "tidewatch-events-in";
    private static final String DOOR = "kafka";

    @FunctionalInterface
    private interface Parser {
        void read(byte[] bytes, Intake intake) throws IOException;
    }

    private final Doorway doorway;
    private final TopicReader points;
    private final TopicReader events;

    /** Starts at once. */
    public OutsideTopics(LogClients clients, Doorway doorway, PointsDoor json, LineDoor lines, EventsDoor occurrences) {
        this.doorway = doorway;
        points = new TopicReader(
                clients,
                POINTS,
                List.of(Topic.POINTS_IN.id()),
                records -> handle(records, (bytes, intake) -> {
                    InputStream in = new ByteArrayInputStream(bytes);
                    if (isJson(bytes)) {
                        json.read(in, intake);
                    } else {
                        lines.read(in, intake);
                    }
                }));
        events = new TopicReader(
                clients,
                EVENTS,
                List.of(Topic.EVENTS_IN.id()),
                records ->
                        handle(records, (bytes, intake) -> occurrences.read(new ByteArrayInputStream(bytes), intake)));
    }

    /** Empty, or why nothing more is taken. */
    public String trouble() {
        return points.trouble().isEmpty() ? events.trouble() : points.trouble();
    }

    @Override
    public void close() {
        points.close();
        events.close();
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records, Parser parser) throws IOException {
        Intake intake = doorway.intake(DOOR);
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            byte[] bytes = entry.value() == null ? new byte[0] : entry.value();
            try {
                parser.read(bytes, intake);
            } catch (TidewatchException e) {
                if (e.code() == ErrorCode.UNAVAILABLE) {
                    throw e;
                }
                intake.refuse(
                        entry.offset(),
                        Cause.MALFORMED,
                        entry.topic() + "/" + entry.partition() + "/" + entry.offset() + ": " + e.getMessage(),
                        () -> bytes);
            }
        }
        intake.finish();
        if (!intake.away().isEmpty()) {
            throw new TidewatchException(ErrorCode.UNAVAILABLE, intake.away());
        }
    }

    private static boolean isJson(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '{' || b == '[') {
                return true;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return false;
    }
}

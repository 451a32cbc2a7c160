// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.event;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.ingest.points.Answer;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.points.Plan;
import io.tidewatch.ingest.points.PointsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** {@code POST /api/v1/events}: reads a request as it streams in, and answers when the log has its events. */
public final class EventsDoor {
    private final Doorway doorway;

    public EventsDoor(Doorway doorway) {
        this.doorway = doorway;
    }

    /** Never throws for what the sender did: the answer says it. */
    public Answer handle(PointsRequest request) {
        return Answer.of(doorway.take("events", request, () -> plan(request)), "index");
    }

    /** Reads events that came another way than by HTTP. */
    public void read(InputStream body, Intake intake) throws IOException {
        new JsonEvents(intake).read(body);
    }

    private Plan plan(PointsRequest request) {
        String type = request.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.equals("application/x-ndjson")) {
            throw new TidewatchException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "content type \"" + type + "\" is not supported; use application/json");
        }
        return new Plan(Origin.LIVE, false, this::read);
    }
}

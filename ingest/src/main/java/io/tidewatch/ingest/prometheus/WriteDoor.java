// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.prometheus;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.points.Outcome;
import io.tidewatch.ingest.points.Plan;
import io.tidewatch.ingest.points.PointsRequest;
import io.tidewatch.ingest.points.Totals;
import io.tidewatch.ingest.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** {@code POST /api/v1/write}: Prometheus remote write. */
public final class WriteDoor {
    private static final String NAME = "prometheus";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Doorway doorway;

    public WriteDoor(Doorway doorway) {
        this.doorway = doorway;
    }

    /** Never throws for what the sender did: the answer says it. */
    public WriteAnswer handle(PointsRequest request) {
        Outcome outcome = doorway.takeMessage(NAME, request, () -> plan(request));
        boolean second = request.contentType().contains("write.v2");
        return answer(outcome, second ? outcome.totals().accepted() : -1);
    }

    private Plan plan(PointsRequest request) {
        WriteVersion version = WriteVersion.of(request.contentType());
        String encoding = request.contentEncoding().strip().toLowerCase(Locale.ROOT);
        if (!encoding.equals("snappy")) {
            throw new TidewatchException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "content encoding \"" + encoding + "\" is not supported; remote write asks for snappy");
        }
        return new Plan(Origin.LIVE, doorway.registers(), (body, intake) -> read(version, body, intake));
    }

    private void read(WriteVersion version, InputStream body, Intake intake) throws IOException {
        byte[] message = Snapped.read(body, doorway.settings().maxMessageBytes());
        new WriteMessage(intake).read(version, message);
    }

    private static WriteAnswer answer(Outcome outcome, long written) {
        Totals totals = outcome.totals();
        TidewatchException stopped = outcome.stopped();
        if (stopped != null) {
            return problem(stopped.code(), String.valueOf(stopped.getMessage()), written);
        }
        if (!totals.away().isEmpty()) {
            return problem(ErrorCode.UNAVAILABLE, totals.away(), written);
        }
        if (totals.refused() == 0) {
            return new WriteAnswer(204, 0, written, "");
        }
        Refusal first = totals.listed().getFirst();
        String text = totals.refused() + " refused and " + totals.accepted() + " taken; series " + first.place() + ": "
                + first.message();
        boolean none = totals.accepted() == 0 && first.cause().code() == ErrorCode.TOO_MANY_REQUESTS;
        return problem(none ? ErrorCode.TOO_MANY_REQUESTS : ErrorCode.MALFORMED, text, written);
    }

    private static WriteAnswer problem(ErrorCode code, String text, long written) {
        boolean again = code == ErrorCode.UNAVAILABLE || code == ErrorCode.TOO_MANY_REQUESTS;
        return new WriteAnswer(code.status(), again ? RETRY_AFTER_SECONDS : 0, written, text);
    }
}

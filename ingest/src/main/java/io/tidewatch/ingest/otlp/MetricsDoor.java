// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.ingest.points.Doorway;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.points.Outcome;
import io.tidewatch.ingest.points.Plan;
import io.tidewatch.ingest.points.PointsRequest;
import io.tidewatch.ingest.points.Totals;
import io.tidewatch.ingest.points.WholeBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** {@code POST /v1/metrics}: OTLP over HTTP, in Protobuf or JSON. */
public final class MetricsDoor {
    private static final String NAME = "otlp";
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Doorway doorway;

    public MetricsDoor(Doorway doorway) {
        this.doorway = doorway;
    }

    /** Never throws for what the sender did: the answer says it. */
    public MetricsAnswer handle(PointsRequest request) {
        Outcome outcome = doorway.takeMessage(NAME, request, () -> plan(request));
        MetricsEncoding encoding = request.contentType().startsWith(MetricsEncoding.JSON.contentType())
                ? MetricsEncoding.JSON
                : MetricsEncoding.PROTOBUF;
        return answer(encoding, outcome);
    }

    private Plan plan(PointsRequest request) {
        MetricsEncoding encoding = MetricsEncoding.of(request.contentType());
        return new Plan(Origin.LIVE, doorway.registers(), (body, intake) -> read(encoding, body, intake));
    }

    private void read(MetricsEncoding encoding, InputStream body, Intake intake) throws IOException {
        long most = doorway.settings().maxMessageBytes();
        byte[] bytes = WholeBody.read(
                body,
                most,
                "the message has more than " + most
                        + " bytes; send smaller ones (the batch processor's send_batch_max_size), or raise tidewatch.ingest.max-message-bytes");
        try {
            new MetricsMessage(intake, Set.copyOf(doorway.settings().otlpResourceAttributes()))
                    .read(encoding.parse(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new TidewatchException(
                    ErrorCode.MALFORMED, "the message is no ExportMetricsServiceRequest: " + e.getMessage(), e);
        }
    }

    private static MetricsAnswer answer(MetricsEncoding encoding, Outcome outcome) {
        Totals totals = outcome.totals();
        TidewatchException stopped = outcome.stopped();
        if (stopped != null) {
            return problem(encoding, stopped.code(), String.valueOf(stopped.getMessage()));
        }
        if (!totals.away().isEmpty()) {
            return problem(encoding, ErrorCode.UNAVAILABLE, totals.away());
        }
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (totals.refused() > 0) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(totals.refused())
                    .setErrorMessage("point " + totals.listed().getFirst().place() + ": "
                            + totals.listed().getFirst().message()));
        }
        try {
            return new MetricsAnswer(200, 0, encoding.contentType(), encoding.write(response.build()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MetricsAnswer problem(MetricsEncoding encoding, ErrorCode code, String message) {
        boolean again = code == ErrorCode.UNAVAILABLE || code == ErrorCode.TOO_MANY_REQUESTS;
        return new MetricsAnswer(
                code.status(),
                again ? RETRY_AFTER_SECONDS : 0,
                encoding.contentType(),
                encoding.status(rpc(code), message));
    }

    /** The codes of google.rpc. */
    private static int rpc(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE -> 14;
            case TOO_MANY_REQUESTS, TOO_LARGE -> 8;
            case UNAUTHENTICATED -> 16;
            case FORBIDDEN -> 7;
            case NOT_FOUND, UNKNOWN_KPI -> 5;
            case CONFLICT, MALFORMED, INVALID_VALUE, UNSUPPORTED_MEDIA_TYPE -> 3;
        };
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.PointRules;
import io.tidewatch.ingest.settings.IngestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/points}: reads a request as it streams in, and answers when the log has its points. */
public final class PointsDoor {
    private final IngestSettings settings;
    private final InstantSource clock;
    private final Supplier<Pipeline> pipeline;
    private final Gate gate;

    /** The two formats, by the names that answers and the topic of rejected input use. */
    private enum Format {
        JSON("index"),
        CSV("line");

        final String place;

        Format(String place) {
            this.place = place;
        }

        String door() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param pipeline gives what runs, or throws UNAVAILABLE while nothing does */
    public PointsDoor(IngestSettings settings, InstantSource clock, Supplier<Pipeline> pipeline) {
        this.settings = settings;
        this.clock = clock;
        this.pipeline = pipeline;
        this.gate = new Gate(settings.maxInFlightBytes());
    }

    /** Never throws for what the sender did: the answer says it. */
    public Answer handle(PointsRequest request) {
        try (Gate.Held ignored = gate.enter(request.contentLength())) {
            return read(request, pipeline.get());
        } catch (TidewatchException e) {
            return Answer.of(e, Totals.NOTHING, Format.JSON.place);
        }
    }

    private Answer read(PointsRequest request, Pipeline running) {
        HeadOfInput head = new HeadOfInput(request.body());
        Format format = Format.JSON;
        @Nullable Intake intake = null;
        try {
            format = format(request.contentType());
            RequestQuery query = RequestQuery.of(request.query());
            PointRules rules = new PointRules(settings, query.origin(), clock.instant());
            intake = new Intake(running, format.door(), rules, settings.maxRefusalsListed());
            PointsRequest kept = new PointsRequest(
                    request.contentType(), request.contentEncoding(), request.contentLength(), request.query(), head);
            parse(format, query, Body.open(kept, settings), intake);
            intake.finish();
            return Answer.of(intake.totals(), format.place);
        } catch (TidewatchException e) {
            return stopped(e, intake, running.rejected(), format, head);
        } catch (IOException e) {
            return stopped(
                    new TidewatchException(
                            ErrorCode.MALFORMED,
                            "the body ends early or is not gzip as announced: " + e.getMessage(),
                            e),
                    intake,
                    running.rejected(),
                    format,
                    head);
        }
    }

    private void parse(Format format, RequestQuery query, InputStream body, Intake intake) throws IOException {
        switch (format) {
            case JSON -> {
                if (query.kpi().isPresent() || !query.labels().isEmpty()) {
                    throw new TidewatchException(
                            ErrorCode.INVALID_VALUE,
                            "the query parameters kpi and label.<name> are for CSV; JSON names them");
                }
                new JsonPoints(body, intake).read();
            }
            case CSV -> new CsvPoints(body, query, settings.maxLineBytes(), intake).read();
        }
    }

    /** What was parsed before the trouble is sent all the same where it can be: the answer counts it. */
    private static Answer stopped(
            TidewatchException why, @Nullable Intake intake, RejectedLog rejected, Format format, HeadOfInput head) {
        if (why.code() != ErrorCode.UNAVAILABLE) {
            rejected.add(format.door(), cause(why.code()), String.valueOf(why.getMessage()), head::head);
        }
        if (intake == null) {
            return Answer.of(why, Totals.NOTHING, format.place);
        }
        return Answer.of(settled(why, intake), intake.totals(), format.place);
    }

    private static TidewatchException settled(TidewatchException why, Intake intake) {
        if (why.code() == ErrorCode.UNAVAILABLE) {
            return why;
        }
        try {
            intake.finish();
            return why;
        } catch (TidewatchException away) {
            return away;
        }
    }

    private static Format format(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/json", "application/x-ndjson" -> Format.JSON;
            case "text/csv" -> Format.CSV;
            default ->
                throw new TidewatchException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        (type.isEmpty()
                                        ? "the content type is missing"
                                        : "content type \"" + type + "\" is not supported")
                                + "; use application/json or text/csv");
        };
    }

    private static Cause cause(ErrorCode code) {
        return switch (code) {
            case TOO_LARGE -> Cause.TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> Cause.UNSUPPORTED;
            case MALFORMED,
                    INVALID_VALUE,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    UNKNOWN_KPI,
                    CONFLICT,
                    TOO_MANY_REQUESTS,
                    UNAVAILABLE -> Cause.MALFORMED;
        };
    }
}

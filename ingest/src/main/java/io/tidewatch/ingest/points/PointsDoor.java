// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** {@code POST /api/v1/points}: reads a request as it streams in, and answers when the log has its points. */
public final class PointsDoor {
    private final Doorway doorway;

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

    public PointsDoor(Doorway doorway) {
        this.doorway = doorway;
    }

    /** Never throws for what the sender did: the answer says it. */
    public Answer handle(PointsRequest request) {
        Format format = isCsv(request.contentType()) ? Format.CSV : Format.JSON;
        Outcome outcome = doorway.take(format.door(), request, () -> plan(request));
        return Answer.of(outcome, format.place);
    }

    /** Reads JSON points that came another way than by HTTP. */
    public void read(InputStream json, Intake intake) throws IOException {
        new JsonPoints(json, intake).read();
    }

    private Plan plan(PointsRequest request) {
        Format format = format(request.contentType());
        RequestQuery query = RequestQuery.of(request.query());
        return new Plan(query.origin(), false, (body, intake) -> parse(format, query, body, intake));
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
            case CSV -> new CsvPoints(body, query, doorway.settings().maxLineBytes(), intake).read();
        }
    }

    private static boolean isCsv(String contentType) {
        return type(contentType).equals("text/csv");
    }

    private static String type(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Format format(String contentType) {
        String type = type(contentType);
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
}

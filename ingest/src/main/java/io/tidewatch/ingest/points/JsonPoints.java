// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON points, read as they stream in: one object, an array of them, or one after another. An object is {@code {"kpi", "labels"?,
 * "time", "value"}}, or {@code {"kpi", "labels"?, "points": [[time, value], …]}}. A place is a point's index in the request, from
 * 0. An object that is JSON but no point is refused alone; what is not JSON ends the request.
 */
final class JsonPoints {
    private static final int MAX_TEXT = 256 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(100)
                    .maxNameLength(16 * 1024)
                    .maxStringLength(MAX_TEXT)
                    .build())
            // So that NaN is refused as a value, at its place, rather than as broken JSON.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final InputStream body;
    private final Intake intake;
    private long place;

    JsonPoints(InputStream body, Intake intake) {
        this.body = body;
        this.intake = intake;
    }

    /** @throws TidewatchException MALFORMED with line and column where it stops being JSON */
    void read() throws IOException {
        try (JsonParser parser = FACTORY.createParser(body)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new TidewatchException(
                        ErrorCode.MALFORMED,
                        "the body is empty; send {\"kpi\": …, \"time\": …, \"value\": …} or an array of such objects");
            }
            for (; token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        element(parser);
                    }
                } else {
                    element(parser);
                }
            }
        } catch (StreamConstraintsException e) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE,
                    "a text of " + MAX_TEXT + " characters, a number of 100 and a depth of 16 are the most: "
                            + e.getOriginalMessage(),
                    e);
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw new TidewatchException(
                    ErrorCode.MALFORMED,
                    "not JSON"
                            + (where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr())
                            + ": " + e.getOriginalMessage(),
                    e);
        }
    }

    private void element(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String found = JsonPoint.kind(parser.currentToken());
            parser.skipChildren();
            intake.refuse(
                    place++,
                    Cause.WRONG_FIELD,
                    "a point is an object with kpi, time and value, not " + found,
                    RejectedLog.text(() -> found));
            return;
        }
        place += new JsonPoint(parser, intake, place).read();
    }
}

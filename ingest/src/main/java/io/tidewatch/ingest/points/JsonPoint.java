// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidewatch.core.time.Timestamps;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of JSON: a point, or many of one series. Its fields may come in any order. */
final class JsonPoint {
    private static final int MAX_POINTS = 1_000_000;
    private static final String FORM = "; a point has kpi, labels, time and value, or points instead of the last two";

    private final JsonParser parser;
    private final Intake intake;
    private final long first;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String kpi = "";
    private @Nullable Long time;
    private @Nullable Double value;
    private @Nullable PointBuffer bundle;
    private int inBundle;
    private @Nullable Cause trouble;
    private String message = "";

    /** @param first the place of its first point */
    JsonPoint(JsonParser parser, Intake intake, long first) {
        this.parser = parser;
        this.intake = intake;
        this.first = first;
    }

    /** Reads it to its end; gives back how many places it took. */
    long read() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field(name);
        }
        if (trouble == null) {
            complete();
        }
        if (trouble != null) {
            refuse(first, trouble, message);
            return Math.max(1, inBundle);
        }
        PointBuffer many = bundle;
        if (many != null) {
            intake.points(first, kpi, labels, many);
            return inBundle;
        }
        if (time != null && value != null) {
            intake.point(first, kpi, labels, time, value);
        }
        return 1;
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "kpi" -> {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    kpi = parser.getText();
                } else {
                    wrong("kpi must be a string, not " + found());
                }
            }
            case "labels" -> labels();
            case "time" -> {
                try {
                    time = time();
                } catch (IllegalArgumentException e) {
                    trouble(Cause.BAD_TIME, String.valueOf(e.getMessage()));
                }
            }
            case "value" -> {
                if (parser.currentToken().isNumeric()) {
                    value = parser.getDoubleValue();
                } else {
                    wrong("value must be a number, not " + found());
                }
            }
            case "points" -> points();
            default -> {
                wrong("field \"" + shortened(name) + "\" is not known" + FORM);
                parser.skipChildren();
            }
        }
    }

    private void complete() {
        if (kpi.isEmpty()) {
            trouble(Cause.MISSING_FIELD, "kpi is missing" + FORM);
        } else if (bundle != null) {
            if (time != null || value != null) {
                wrong("points stands beside time or value" + FORM);
            }
        } else if (time == null) {
            trouble(Cause.MISSING_FIELD, "time is missing" + FORM);
        } else if (value == null) {
            trouble(Cause.MISSING_FIELD, "value is missing" + FORM);
        }
    }

    private void labels() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            wrong("labels must be an object of strings, not " + found());
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                labels.put(name, parser.getText());
            } else {
                wrong("label " + shortened(name) + " must be a string, not " + found());
            }
        }
    }

    /** ISO-8601 with Z or an offset, or a number whose size tells its unit. */
    private long time() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_FLOAT -> Timestamps.parse(parser.getText());
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? Timestamps.parse(parser.getText())
                        : Timestamps.ofNumber(parser.getLongValue());
            default -> throw new IllegalArgumentException("time must be ISO-8601 text or a number, not " + found());
        };
    }

    private void points() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            wrong("points must be an array of [time, value], not " + found());
            return;
        }
        PointBuffer many = bundle == null ? new PointBuffer() : bundle;
        bundle = many;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int at = inBundle++;
            try {
                pair(many, at);
            } catch (IllegalArgumentException e) {
                refuse(first + at, Cause.WRONG_FIELD, String.valueOf(e.getMessage()));
            }
        }
    }

    private void pair(PointBuffer many, int at) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("points holds arrays of [time, value], not " + found());
        }
        String wrong = "";
        long pointTime = 0;
        double pointValue = 0;
        int fields = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                if (fields == 0) {
                    pointTime = time();
                } else if (fields == 1 && parser.currentToken().isNumeric()) {
                    pointValue = parser.getDoubleValue();
                } else if (fields == 1) {
                    wrong = "value must be a number, not " + found();
                }
            } catch (IllegalArgumentException e) {
                wrong = String.valueOf(e.getMessage());
            }
            fields++;
            parser.skipChildren();
        }
        if (fields != 2) {
            wrong = "points holds arrays of [time, value], not of " + fields + " fields";
        } else if (many.size() == MAX_POINTS) {
            wrong = "an object holds at most " + MAX_POINTS + " points; send the others in one of their own";
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(wrong);
        }
        many.add(at, pointTime, pointValue);
    }

    private void wrong(String why) {
        trouble(Cause.WRONG_FIELD, why);
    }

    private void trouble(Cause cause, String why) {
        if (trouble == null) {
            trouble = cause;
            message = why;
        }
    }

    private void refuse(long place, Cause cause, String why) {
        intake.refuse(
                place,
                cause,
                why,
                RejectedLog.text(() -> "{\"kpi\": \"" + kpi + "\", \"labels\": " + labels + ", \"time\": " + time
                        + ", \"value\": " + value + "}"));
    }

    /** What stands here, in words; passes over it. */
    private String found() throws IOException {
        JsonToken token = parser.currentToken();
        String text =
                token == JsonToken.VALUE_STRING ? "the text \"" + shortened(parser.getText()) + "\"" : kind(token);
        parser.skipChildren();
        return text;
    }

    static String kind(@Nullable JsonToken token) {
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING, FIELD_NAME -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

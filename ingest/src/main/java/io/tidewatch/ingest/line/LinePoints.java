// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.csv.LineReader;
import io.tidewatch.core.csv.LineTooLong;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.refusal.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads line protocol from a stream: a line that makes no sense is refused alone. */
public final class LinePoints implements LineSink {
    private static final int SHOWN = 60;

    private final LineReader lines;
    private final Intake intake;
    private final SeriesCache cache;
    private final Precision precision;
    private final long now;
    private final LineParser parser = new LineParser();
    private final Slice probe = new Slice(new byte[0], 0, 0);
    private String problem = "";

    /** @param now the time of lines without one, UTC microseconds since 1970 */
    LinePoints(InputStream body, Intake intake, SeriesCache cache, Precision precision, int maxLineBytes, long now) {
        this.lines = new LineReader(body, maxLineBytes);
        this.intake = intake;
        this.cache = cache;
        this.precision = precision;
        this.now = now;
    }

    void read() throws IOException {
        while (true) {
            try {
                if (!lines.next()) {
                    return;
                }
                line();
            } catch (LineTooLong e) {
                refuse(Cause.TOO_LARGE, e.getMessage() + " The limit is tidewatch.ingest.max-line-bytes.");
            }
        }
    }

    @Override
    public void field(byte[] bytes, int seriesFrom, int seriesTo, int fieldFrom, int fieldTo, double value, long time) {
        try {
            LineSeries series = cache.find(probe, bytes, seriesFrom, seriesTo);
            long micros = time == NO_TIME ? now : precision.micros(time);
            intake.sample(lines.line(), series.route(bytes, fieldFrom, fieldTo), micros, value);
        } catch (ArithmeticException e) {
            problem = "time outside range";
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void text() {
        intake.skip();
    }

    private void line() throws IOException {
        LineParser.End end = parser.parse(lines.bytes(), lines.from(), lines.to(), this);
        while (end == LineParser.End.OPEN_TEXT && lines.extend()) {
            end = parser.parse(lines.bytes(), lines.from(), lines.to(), this);
        }
        switch (end) {
            case EMPTY -> {}
            case TAKEN -> {
                if (!problem.isEmpty()) {
                    unparsed(problem);
                    problem = "";
                }
            }
            case OPEN_TEXT -> unparsed("unbalanced quotes");
            case BROKEN -> unparsed(parser.why());
        }
    }

    private void unparsed(String why) {
        int to = Math.min(lines.to(), lines.from() + SHOWN);
        String text = new String(lines.bytes(), lines.from(), Math.max(0, to - lines.from()), UTF_8);
        refuse(Cause.MALFORMED, "unable to parse '" + text + (to < lines.to() ? "…" : "") + "': " + why);
    }

    private void refuse(Cause cause, String message) {
        byte[] bytes = lines.bytes();
        intake.refuse(lines.line(), cause, message, () -> Arrays.copyOfRange(bytes, lines.from(), lines.to()));
    }
}

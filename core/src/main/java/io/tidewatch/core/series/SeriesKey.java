// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.series;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A KPI's name and one set of labels, {@code signups{country="DE"}}. */
public record SeriesKey(String kpi, Labels labels) {
    public SeriesKey {
        Objects.requireNonNull(kpi);
        Objects.requireNonNull(labels);
    }

    public static SeriesKey of(String kpi) {
        return new SeriesKey(kpi, Labels.NONE);
    }

    public SeriesId id() {
        return SeriesId.of(this);
    }

    /** The canonical form, from which the id is taken; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return kpi + labels;
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException naming the text and the place where it stops making sense
     */
    public static SeriesKey parse(String text) {
        int brace = text.indexOf('{');
        if (brace < 0) {
            return of(text);
        }
        return new SeriesKey(text.substring(0, brace), new Reader(text, brace + 1).labels());
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        Labels labels() {
            Map<String, String> values = new LinkedHashMap<>();
            while (true) {
                int equals = text.indexOf('=', at);
                if (equals < 0) {
                    throw broken("a label needs name=\"value\"");
                }
                String name = text.substring(at, equals);
                at = equals + 1;
                expect('"');
                if (values.put(name, quoted()) != null) {
                    throw broken("label " + name + " stands twice");
                }
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                    continue;
                }
                expect('}');
                if (at != text.length()) {
                    throw broken("nothing may follow the closing brace");
                }
                return new Labels(values);
            }
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return value.toString();
                }
                if (c == '\\' && at < text.length()) {
                    char next = text.charAt(at++);
                    value.append(next == 'n' ? '\n' : next);
                } else {
                    value.append(c);
                }
            }
            throw broken("the value's closing quote is missing");
        }

        private void expect(char wanted) {
            if (at >= text.length() || text.charAt(at) != wanted) {
                throw broken("expected " + wanted);
            }
            at++;
        }

        private IllegalArgumentException broken(String why) {
            return new IllegalArgumentException("series " + text + " at character " + at + ": " + why);
        }
    }
}

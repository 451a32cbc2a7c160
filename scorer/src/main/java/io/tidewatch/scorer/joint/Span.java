// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.joint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of event time; a list of them is sorted and has gaps between.
 *
 * @param to not included; {@code Long.MAX_VALUE} where it has not ended
 */
record Span(long from, long to) {
    static List<Span> union(List<Span> spans) {
        List<Span> sorted = spans.stream()
                .filter(span -> span.from < span.to)
                .sorted(Comparator.comparingLong(Span::from))
                .toList();
        List<Span> joined = new ArrayList<>();
        for (Span span : sorted) {
            if (!joined.isEmpty() && span.from <= joined.getLast().to) {
                Span last = joined.removeLast();
                joined.add(new Span(last.from, Math.max(last.to, span.to)));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    static List<Span> complement(List<Span> spans) {
        List<Span> gaps = new ArrayList<>();
        long from = Long.MIN_VALUE;
        for (Span span : spans) {
            if (span.from > from) {
                gaps.add(new Span(from, span.from));
            }
            from = span.to;
        }
        if (from < Long.MAX_VALUE) {
            gaps.add(new Span(from, Long.MAX_VALUE));
        }
        return gaps;
    }

    static List<Span> intersection(List<Span> one, List<Span> other) {
        List<Span> common = new ArrayList<>();
        for (Span a : one) {
            for (Span b : other) {
                common.add(new Span(Math.max(a.from, b.from), Math.min(a.to, b.to)));
            }
        }
        return union(common);
    }

    boolean overlaps(Span other) {
        return from < other.to && other.from < to;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Severity;
import io.tidewatch.core.verdict.VerdictKind;
import io.tidewatch.feedback.desk.Slug;
import io.tidewatch.storage.alert.AlertStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One series over one range, ready to be drawn. Times inside arrays are seconds since 1970 (UTC, fractions kept), as charts
 * want them; all others are ISO-8601 in UTC.
 *
 * @param id the series' id; a string, because 64 bits don't survive JavaScript
 * @param zone of the KPI: label the axis in it
 * @param now the server's clock; what lies behind it is future
 * @param step spacing of the points in seconds; 0 where unknown
 * @param width of one bucket in seconds; 0 where every point is its own
 * @param bands bounds, those of the past as they were served and those of the future as forecast; they never overlap
 * @param gaps stretches in which points are missing
 * @param notables points beyond all that was remembered when they came
 */
public record ChartData(
        String id,
        String kpi,
        Map<String, String> labels,
        String unit,
        String zone,
        Instant now,
        Instant from,
        Instant to,
        double step,
        double width,
        Points points,
        List<Band> bands,
        List<Episode> episodes,
        List<Mark> marks,
        List<Stretch> gaps,
        List<Seen> notables) {

    /** Arrays of one length; a bucket keeps its least and its most, so that no spike disappears. */
    @SuppressWarnings("ArrayRecordComponent") // written once, as JSON
    public record Points(double[] time, double[] min, double[] max, double[] mean) {}

    /** Where bounds come from. */
    public enum Source {
        /** As the scorer had them when the points came. */
        SERVED,
        /** As a replay found that the scorer would have had them. */
        REPLAYED,
        /** The forecast's conformal interval. */
        FORECAST
    }

    /**
     * Arrays of one length. Drawn over several points, a band has their lowest lower and highest upper bound.
     *
     * @param level share of healthy points that the interval is to hold
     * @param modelVersion 0 where served or replayed, since several may have taken turns
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, as JSON
    public record Band(
            @JsonSerialize(using = Slug.class) Source source,
            double level,
            long modelVersion,
            double[] time,
            double[] expected,
            double[] lower,
            double[] upper) {}

    /** An alert's stretch; {@code to} is what is known of an open one. */
    public record Episode(
            String alert,
            Instant from,
            Instant to,
            @JsonSerialize(using = Slug.class) AlertStatus status,
            @JsonSerialize(using = Slug.class) Severity severity,
            int sign,
            Instant peakAt,
            double actual,
            double expected,
            double score,
            @JsonSerialize(using = Slug.class) @Nullable VerdictKind verdict) {}

    /**
     * A verdict in force.
     *
     * @param alert empty for a range that was marked by hand
     */
    public record Mark(
            String id,
            String alert,
            @JsonSerialize(using = Slug.class) VerdictKind kind,
            Instant from,
            Instant to,
            String by,
            Instant at,
            String cause,
            String comment) {}

    /**
     * Something notable.
     *
     * @param sign 1 for the highest, -1 for the lowest
     * @param margin how far beyond the range so far, as a share of it
     */
    public record Seen(
            Instant at,
            @JsonSerialize(using = Slug.class) Notable.Stream stream,
            int sign,
            double margin,
            double value,
            String sentence) {}

    public record Stretch(Instant from, Instant to) {}
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.time.Micros;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** One series as SVG: each column of pixels shows the range of its values over the range of its bounds. */
final class Chart {
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int BOTTOM = 24;
    private static final int TOP = 8;
    private static final int COLUMNS = WIDTH - LEFT;
    private static final int TICKS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

    private final InputSeries series;
    private final ReplayResult result;
    private final ZoneId zone;
    private final long first;
    private final long last;
    private final double[] low = new double[COLUMNS];
    private final double[] high = new double[COLUMNS];
    private final double[] boundLow = new double[COLUMNS];
    private final double[] boundHigh = new double[COLUMNS];
    private double bottom = Double.POSITIVE_INFINITY;
    private double top = Double.NEGATIVE_INFINITY;

    Chart(InputSeries series, ReplayResult result, ZoneId zone) {
        this.series = series;
        this.result = result;
        this.zone = zone;
        first = Arrays.stream(series.times()).min().orElse(0);
        last = Math.max(first + 1, Arrays.stream(series.times()).max().orElse(1));
        for (double[] column : new double[][] {low, boundLow}) {
            Arrays.fill(column, Double.POSITIVE_INFINITY);
        }
        for (double[] column : new double[][] {high, boundHigh}) {
            Arrays.fill(column, Double.NEGATIVE_INFINITY);
        }
        for (int row = 0; row < series.size(); row++) {
            column(row);
        }
        if (!(bottom < top)) {
            bottom = bottom < Double.POSITIVE_INFINITY ? bottom - 1 : 0;
            top = bottom + 2;
        }
    }

    private void column(int row) {
        int x = (int) Math.min(COLUMNS - 1, (series.times()[row] - first) * (double) COLUMNS / (last - first));
        double value = series.values()[row];
        if (Double.isFinite(value)) {
            low[x] = Math.min(low[x], value);
            high[x] = Math.max(high[x], value);
            bottom = Math.min(bottom, value);
            top = Math.max(top, value);
        }
        if (Double.isFinite(result.lower[row])) {
            boundLow[x] = Math.min(boundLow[x], result.lower[row]);
            boundHigh[x] = Math.max(boundHigh[x], result.upper[row]);
        }
    }

    String svg() {
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"values," + " bounds and alerts\">");
        axes(svg);
        svg.append("<path class=\"b\" d=\"").append(bars(boundLow, boundHigh)).append("\"/>");
        for (AlertEvent alert : result.alerts()) {
            double from = x(alert.started());
            double to = Math.max(from + 1, x(alert.resolved().orElse(last)));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    from,
                    TOP,
                    to - from,
                    HEIGHT - BOTTOM - TOP));
        }
        svg.append("<path class=\"v\" d=\"").append(line()).append("\"/>");
        for (AlertEvent alert : result.alerts()) {
            marker(svg, alert);
        }
        return svg.append("</svg>").toString();
    }

    private void marker(StringBuilder svg, AlertEvent alert) {
        double x = x(alert.peakAt());
        double y = y(alert.actual());
        svg.append(String.format(
                Locale.ROOT,
                "<path class=\"a\" d=\"M%.1f %.1fl4 7h-8z\"><title>%s</title></path>",
                x,
                y - 4,
                HtmlPage.escaped(alert.why())));
    }

    private void axes(StringBuilder svg) {
        for (int i = 0; i <= 4; i++) {
            double value = bottom + (top - bottom) * i / 4;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"g\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT,
                    y(value),
                    WIDTH,
                    LEFT - 6,
                    y(value) + 4,
                    String.format(Locale.ROOT, "%.3g", value)));
        }
        for (int i = 0; i < TICKS; i++) {
            long time = first + (last - first) / (TICKS - 1) * i;
            String anchor = i == 0 ? "start" : i == TICKS - 1 ? "end" : "middle";
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    x(time),
                    HEIGHT - 6,
                    anchor,
                    DAY.format(Micros.toInstant(time).atZone(zone))));
        }
    }

    /** A bar a column. */
    private String bars(double[] from, double[] to) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            if (from[i] <= to[i]) {
                path.append(String.format(Locale.ROOT, "M%d %.1fh1V%.1fh-1z", LEFT + i, y(from[i]), y(to[i])));
            }
        }
        return path.toString();
    }

    private String line() {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < COLUMNS; i++) {
            if (low[i] <= high[i]) {
                path.append(
                        String.format(Locale.ROOT, "%s%d %.1fV%.1f", pen ? "L" : "M", LEFT + i, y(low[i]), y(high[i])));
                pen = true;
            }
        }
        return path.toString();
    }

    private double x(long time) {
        return LEFT + (time - first) * (double) COLUMNS / (last - first);
    }

    /** Bounds may lie beyond the values; the chart ends with the values. */
    private double y(double value) {
        double share = Math.clamp((value - bottom) / (top - bottom), 0, 1);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }
}

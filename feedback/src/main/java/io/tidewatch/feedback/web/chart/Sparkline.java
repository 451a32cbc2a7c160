// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.chart;

/**
 * A row's 120 x 28 picture as SVG paths: the band, the value, the episode in the colour of an anomaly, stretches without
 * data. Drawn on the server so that a list needs no script to show.
 *
 * @param band a closed path, empty where nothing was expected
 * @param value the value's line outside the episode
 * @param episode the value's line inside it
 * @param gaps closed paths, to be hatched
 */
public record Sparkline(String band, String value, String episode, String gaps) {
    public static final int WIDTH = 120;
    public static final int HEIGHT = 28;
    public static final Sparkline EMPTY = new Sparkline("", "", "", "");
    private static final double MARGIN = 1.5;

    /**
     * @param values one for each step, not a number where none came
     * @param lower bounds beside them, not a number where nothing was expected
     * @param from first index of the episode
     * @param to index after its last; not greater than {@code from} where there is none
     */
    public static Sparkline of(double[] values, double[] lower, double[] upper, int from, int to) {
        if (values.length != lower.length || values.length != upper.length) {
            throw new IllegalArgumentException("values and bounds need one length, not " + values.length + ", "
                    + lower.length + " and " + upper.length);
        }
        Scale scale = Scale.over(values, lower, upper);
        if (scale == null) {
            return EMPTY;
        }
        StringBuilder value = new StringBuilder();
        StringBuilder episode = new StringBuilder();
        line(values, scale, 0, values.length, value);
        line(values, scale, Math.max(0, from - 1), Math.min(values.length, to), episode);
        return new Sparkline(
                band(lower, upper, scale), value.toString(), to > from ? episode.toString() : "", gaps(values));
    }

    private static void line(double[] values, Scale scale, int from, int to, StringBuilder path) {
        boolean pen = false;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                path.append(pen ? 'L' : 'M')
                        .append(number(x(i, values.length)))
                        .append(' ')
                        .append(number(scale.y(values[i])));
                pen = true;
            } else {
                pen = false;
            }
        }
    }

    private static String band(double[] lower, double[] upper, Scale scale) {
        StringBuilder path = new StringBuilder();
        int start = 0;
        while (start < lower.length) {
            int end = start;
            while (end < lower.length && Double.isFinite(lower[end]) && Double.isFinite(upper[end])) {
                end++;
            }
            if (end > start + 1) {
                line(upper, scale, start, end, path);
                for (int i = end - 1; i >= start; i--) {
                    path.append('L')
                            .append(number(x(i, lower.length)))
                            .append(' ')
                            .append(number(scale.y(lower[i])));
                }
                path.append('Z');
            }
            start = end + 1;
        }
        return path.toString();
    }

    private static String gaps(double[] values) {
        StringBuilder path = new StringBuilder();
        int i = 0;
        while (i < values.length) {
            int end = i;
            while (end < values.length && !Double.isFinite(values[end])) {
                end++;
            }
            if (end > i) {
                double left = x(Math.max(0, i - 1), values.length);
                double right = x(Math.min(values.length - 1, end), values.length);
                path.append("M%s 0H%sV%dH%sZ".formatted(number(left), number(right), HEIGHT, number(left)));
            }
            i = end + 1;
        }
        return path.toString();
    }

    private static double x(int index, int length) {
        return length == 1 ? WIDTH / 2.0 : (double) index * WIDTH / (length - 1);
    }

    private static String number(double value) {
        // One decimal by hand: a page of rows writes tens of thousands of these.
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }

    private record Scale(double low, double high) {
        static @org.jspecify.annotations.Nullable Scale over(double[]... all) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] values : all) {
                for (double value : values) {
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
            return low > high ? null : new Scale(low, high);
        }

        double y(double value) {
            if (high == low) {
                return HEIGHT / 2.0;
            }
            return MARGIN + (high - value) / (high - low) * (HEIGHT - 2 * MARGIN);
        }
    }
}

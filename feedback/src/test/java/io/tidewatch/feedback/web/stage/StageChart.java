// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** An invented chart's data, in the shape of {@code io.tidewatch.feedback.chart.ChartData}. */
final class StageChart {
    private StageChart() {}

    static String json(Story story, boolean whole, Map<String, String> query) {
        long from = Instant.parse(query.getOrDefault("from", "")).getEpochSecond();
        long to = Instant.parse(query.getOrDefault("to", "")).getEpochSecond();
        long wanted = Math.max(600, (to - from) / Long.parseLong(query.getOrDefault("width", "600")));
        long step = wanted / 600 * 600;
        StringJoiner times = joiner();
        StringJoiner values = joiner();
        StringJoiner least = joiner();
        StringJoiner greatest = joiner();
        StringJoiner bandTimes = joiner();
        StringJoiner expected = joiner();
        StringJoiner lower = joiner();
        StringJoiner upper = joiner();
        long now = Story.NOW.getEpochSecond();
        long gap = now - now % 86_400 + 2 * 3600;
        for (long at = from - from % step; at <= to; at += step) {
            if (at <= now && (at < gap || at > gap + 3600)) {
                times.add(Long.toString(at));
                values.add(number(story.value(at)));
                double spread = step > 600 ? story.tide().half() * 0.8 : 0;
                least.add(number(story.value(at) - spread));
                greatest.add(number(story.value(at) + spread));
            }
            bandTimes.add(Long.toString(at));
            expected.add(number(story.tide().expected(at)));
            lower.add(
                    number(Math.max(0, story.tide().expected(at) - story.tide().half())));
            upper.add(number(story.tide().expected(at) + story.tide().half()));
        }
        StringJoiner alerts = joiner();
        for (Story each : Stories.ALL) {
            if (each == story || whole && each.kpi().equals(story.kpi())) {
                alerts.add(alert(each));
            }
        }
        return ("{\"step\":%d,\"width\":%d,\"now\":\"%s\",\"points\":{\"time\":%s,\"min\":%s,\"max\":%s,\"mean\":%s},"
                        + "\"bands\":[{\"source\":\"served\",\"level\":0.95,\"time\":%s,\"expected\":%s,\"lower\":%s,"
                        + "\"upper\":%s}],\"episodes\":%s,\"marks\":[],\"notables\":[],\"gaps\":[{\"from\":\"%s\",\"to\":\"%s\"}]}")
                .formatted(
                        600,
                        step > 600 ? step : 0,
                        Story.NOW,
                        times,
                        least,
                        greatest,
                        values,
                        bandTimes,
                        expected,
                        lower,
                        upper,
                        alerts,
                        Instant.ofEpochSecond(gap),
                        Instant.ofEpochSecond(gap + 3600));
    }

    private static String alert(Story story) {
        Instant peak = story.from().plusSeconds(2400);
        return "{\"alert\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"peakAt\":\"%s\",\"severity\":\"%s\",\"sign\":%d%s}"
                .formatted(
                        story.id(),
                        story.from(),
                        story.to(),
                        peak.isAfter(story.to()) ? story.to() : peak,
                        story.severity(),
                        story.tide().height() > 1 ? 1 : -1,
                        story.group().equals("resolved") ? ",\"verdict\":\"false_alarm\"" : "");
    }

    private static StringJoiner joiner() {
        return new StringJoiner(",", "[", "]");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.chart;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.forecast.Forecast;
import io.tidewatch.core.forecast.IntervalQuantile;
import io.tidewatch.core.time.WallClock;
import io.tidewatch.storage.score.KeptScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Collects a chart's bands. */
final class Bands {
    private static final int WEEK = 7;

    private final long from;
    private final long to;
    private final int most;
    private final List<ChartData.Band> bands = new ArrayList<>();

    Bands(long from, long to, int most) {
        this.from = from;
        this.to = to;
        this.most = most;
    }

    List<ChartData.Band> all() {
        return List.copyOf(bands);
    }

    void served(List<KeptScore> kept) {
        add(ChartData.Source.SERVED, kept);
    }

    /** Those at other times than what was served. */
    void replayed(List<KeptScore> computed, List<KeptScore> served) {
        Set<Long> taken = served.stream().map(KeptScore::at).collect(Collectors.toSet());
        add(
                ChartData.Source.REPLAYED,
                computed.stream()
                        .filter(stretch -> !taken.contains(stretch.at()))
                        .toList());
    }

    /** Both in one band, for a line too small to tell them apart. */
    void known(List<KeptScore> computed, List<KeptScore> served) {
        SortedMap<Long, KeptScore> merged = new TreeMap<>();
        computed.forEach(stretch -> merged.put(stretch.at(), stretch));
        served.forEach(stretch -> merged.put(stretch.at(), stretch));
        add(ChartData.Source.SERVED, List.copyOf(merged.values()));
    }

    private void add(ChartData.Source source, List<KeptScore> kept) {
        if (kept.isEmpty()) {
            return;
        }
        BandArrays band = new BandArrays(kept.size());
        for (KeptScore stretch : kept) {
            band.add(
                    stretch.at(),
                    stretch.bounds().expected(),
                    stretch.bounds().lower(),
                    stretch.bounds().upper());
        }
        bands.add(band.band(source, Tuning.DEFAULT.boundsLevel(), 0));
    }

    /**
     * Each version from when it is valid until the next one takes over.
     *
     * @param versions the oldest first
     * @param start nothing before is drawn
     */
    void forecast(List<Forecast> versions, long start) {
        for (int i = 0; i < versions.size(); i++) {
            Forecast forecast = versions.get(i);
            long until = Math.min(to, forecast.validTo());
            for (Forecast newer : versions.subList(i + 1, versions.size())) {
                until = Math.min(until, newer.validFrom());
            }
            long since = Math.max(Math.max(from, start), forecast.validFrom());
            List<IntervalQuantile> week = week(forecast);
            if (since < until && week.size() == WEEK) {
                draw(forecast, week, since, until);
            }
        }
    }

    /** By weekday, the one whose level is nearest to that of the served bounds. */
    private static List<IntervalQuantile> week(Forecast forecast) {
        return IntStream.range(0, WEEK)
                .mapToObj(weekday -> forecast.interval(Tuning.DEFAULT.boundsLevel(), weekday))
                .flatMap(Optional::stream)
                .toList();
    }

    private void draw(Forecast forecast, List<IntervalQuantile> week, long since, long until) {
        long step = forecast.stepMicros();
        int first = (int) Math.max(0, Math.ceilDiv(since - forecast.origin(), step));
        int end = (int) Math.min(forecast.expected().length, Math.ceilDiv(until - forecast.origin(), step));
        int together = Math.max(1, Math.ceilDiv(end - first, most));
        WallClock clock = new WallClock(forecast.zone());
        BandArrays band = new BandArrays(Math.max(0, Math.ceilDiv(end - first, together)));
        for (int i = first; i < end; i += together) {
            double sum = 0;
            double lower = Double.POSITIVE_INFINITY;
            double upper = Double.NEGATIVE_INFINITY;
            int n = 0;
            for (int j = i; j < Math.min(end, i + together); j++) {
                double expected = forecast.expected()[j];
                if (Double.isNaN(expected)) {
                    continue;
                }
                long time = forecast.origin() + j * step;
                double scale = forecast.futureScale(clock.halfHour(time));
                IntervalQuantile interval = week.get(clock.weekday(time));
                sum += expected;
                lower = Math.min(lower, expected + interval.lower() * scale);
                upper = Math.max(upper, expected + interval.upper() * scale);
                n++;
            }
            if (n > 0) {
                band.add(forecast.origin() + i * step, sum / n, lower, upper);
            }
        }
        if (band.size() > 0) {
            bands.add(band.band(ChartData.Source.FORECAST, week.getFirst().level(), forecast.modelVersion()));
        }
    }
}

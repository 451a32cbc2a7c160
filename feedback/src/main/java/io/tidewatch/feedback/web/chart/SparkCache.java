// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.chart;

import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.chart.ChartService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Draws sparklines and keeps the newest; those of stretches that are over stay as they are. */
public final class SparkCache {
    private static final int KEPT = 4_000;
    private static final int WIDTH = 80;
    /** An open episode's line is drawn anew as often as this. */
    private static final long FRESH = Micros.of(Duration.ofMinutes(5));

    private final ChartService charts;
    private final Map<Place, Sparkline> drawn = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Sparkline> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * A day of a series; UTC microseconds since 1970.
     *
     * @param episodeTo before {@code episodeFrom} where the day has no episode to show
     */
    public record Place(SeriesId series, long to, long episodeFrom, long episodeTo) {
        /** The day that shows an episode, with a few hours behind it where they have passed. */
        public static Place of(SeriesId series, long episodeFrom, long episodeTo, long now) {
            long end = Math.min(now - Math.floorMod(now, FRESH) + FRESH, episodeTo + Micros.DAY / 6);
            return new Place(series, end, episodeFrom, episodeTo);
        }

        /** The day until now. */
        public static Place today(SeriesId series, long now) {
            return new Place(series, now - Math.floorMod(now, FRESH) + FRESH, 0, -1);
        }
    }

    public SparkCache(ChartService charts) {
        this.charts = charts;
    }

    /** Only what needs no question to the database. */
    public synchronized Optional<Sparkline> known(Place place) {
        return Optional.ofNullable(drawn.get(place));
    }

    /** An empty one where the series is gone or has no points. */
    public Sparkline draw(Place place) {
        Optional<Sparkline> known = known(place);
        if (known.isPresent()) {
            return known.get();
        }
        Sparkline line;
        try {
            long from = place.to() - Micros.DAY;
            line = SparkGrid.line(charts.spark(place.series(), from, place.to(), WIDTH), from, place);
        } catch (TidewatchException e) {
            line = Sparkline.EMPTY;
        }
        if (line != Sparkline.EMPTY) {
            keep(place, line);
        }
        return line;
    }

    private synchronized void keep(Place place, Sparkline line) {
        drawn.put(place, line);
    }
}

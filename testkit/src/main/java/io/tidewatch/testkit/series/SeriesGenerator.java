// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.testkit.series;

import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A KPI of which everything is known: level, daily and weekly season by a zone's wall clock, noise in proportion to the level, and
 * anomalies exactly where they are put. The same seed gives the same values.
 */
public final class SeriesGenerator {
    private record Episode(int from, int length, DoubleUnaryOperator change) {}

    private final long seed;
    private final List<Episode> episodes = new ArrayList<>();
    private Instant start = Instant.parse("2026-01-05T00:00:00Z");
    private Duration step = Duration.ofMinutes(5);
    private ZoneId zone = ZoneId.of("UTC");
    private double level = 100;
    private double daily = 0.4;
    private double weekend = 0;
    private double noise = 0.03;

    private SeriesGenerator(long seed) {
        this.seed = seed;
    }

    public static SeriesGenerator seeded(long seed) {
        return new SeriesGenerator(seed);
    }

    public SeriesGenerator startingAt(Instant time) {
        start = time;
        return this;
    }

    public SeriesGenerator every(Duration given) {
        step = given;
        return this;
    }

    /** Whose wall clock the seasons follow. */
    public SeriesGenerator in(ZoneId given) {
        zone = given;
        return this;
    }

    public SeriesGenerator level(double given) {
        level = given;
        return this;
    }

    /** Half the swing of a day, as a share of the level. */
    public SeriesGenerator dailySeason(double share) {
        daily = share;
        return this;
    }

    /** How far Saturdays and Sundays lie below the other days, as a share of the level. */
    public SeriesGenerator weeklySeason(double share) {
        weekend = share;
        return this;
    }

    /** Standard deviation, as a share of the value without noise. */
    public SeriesGenerator noise(double share) {
        noise = share;
        return this;
    }

    /** Multiplies one value. */
    public SeriesGenerator spikeAt(int index, double factor) {
        return episode(index, 1, value -> value * factor);
    }

    /** Multiplies {@code length} values in a row. */
    public SeriesGenerator dropAt(int index, int length, double factor) {
        return episode(index, length, value -> value * factor);
    }

    private SeriesGenerator episode(int from, int length, DoubleUnaryOperator change) {
        episodes.add(new Episode(from, length, change));
        return this;
    }

    public GeneratedSeries points(int count) {
        Random random = new Random(seed);
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            Instant time = start.plus(step.multipliedBy(i));
            times[i] = Micros.of(time);
            values[i] = healthy(time) * (1 + noise * random.nextGaussian());
        }
        List<TimeRange> anomalies = new ArrayList<>();
        for (Episode episode : episodes) {
            int end = Math.min(count, episode.from() + episode.length());
            for (int i = episode.from(); i < end; i++) {
                values[i] = episode.change().applyAsDouble(values[i]);
            }
            if (end > episode.from()) {
                anomalies.add(new TimeRange(times[episode.from()], times[end - 1] + Micros.of(step)));
            }
        }
        return new GeneratedSeries(times, values, List.copyOf(anomalies), seed);
    }

    private double healthy(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        double hour = local.toLocalTime().toSecondOfDay() / 3_600.0;
        double season = 1 + daily * Math.sin((hour - 9) / 24 * 2 * Math.PI);
        boolean free = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return level * season * (free ? 1 - weekend : 1);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import io.tidewatch.core.series.Labels;
import io.tidewatch.core.series.SeriesKey;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One made-up series. Its value is a function of the time alone, so that history, stream and a restart agree.
 *
 * @param level a usual value
 * @param peakHour when the day is highest, on the KPI's wall clock
 * @param daily how much the day moves it, as a share of the level
 * @param weekend what Saturdays and Sundays are, as a share of other days
 * @param noise standard deviation as a share of the value; counts have that of their size on top
 * @param growth a year, as a share of the level
 */
record DemoSeries(
        DemoKpi kpi,
        Labels labels,
        double level,
        double peakHour,
        double daily,
        double weekend,
        double noise,
        double growth) {
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));
    private static final double SECONDS_A_YEAR = 365.25 * 86_400;
    private static final long GROWS_SINCE =
            Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    SeriesKey key() {
        return new SeriesKey(kpi.name(), labels);
    }

    String name() {
        return key().toString();
    }

    double at(Instant time) {
        double expected = expected(time);
        SplittableRandom random = new SplittableRandom(name().hashCode() * 31L + time.getEpochSecond());
        double value = expected * (1 + noise * random.nextGaussian());
        return switch (kpi.kind()) {
            case COUNT -> Math.max(0, Math.rint(value + Math.sqrt(expected) * random.nextGaussian()));
            case RATIO -> Math.clamp(value, 0, 1);
            case GAUGE -> Math.max(0, value);
        };
    }

    private double expected(Instant time) {
        ZonedDateTime local = time.atZone(kpi.zone());
        double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
        double wave =
                Math.cos((hour - peakHour) / 24 * 2 * Math.PI) + 0.3 * Math.cos((hour - peakHour) / 12 * 2 * Math.PI);
        boolean free = local.getDayOfWeek() == DayOfWeek.SATURDAY
                || local.getDayOfWeek() == DayOfWeek.SUNDAY
                || HOLIDAYS.contains(MonthDay.from(local));
        double trend = 1 + growth * (time.getEpochSecond() - GROWS_SINCE) / SECONDS_A_YEAR;
        return level * (1 + daily * wave) * (free ? weekend : 1) * trend;
    }
}

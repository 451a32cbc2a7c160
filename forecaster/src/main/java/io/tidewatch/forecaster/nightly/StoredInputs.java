// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.nightly;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.storage.calendar.CalendarStore;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.kpi.KpiStore;
import io.tidewatch.storage.point.PointArrays;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.verdict.Standing;
import io.tidewatch.storage.verdict.VerdictStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the tables. */
final class StoredInputs implements TrainingInputs {
    private final KpiStore kpis;
    private final PointStore points;
    private final VerdictStore verdicts;
    private final CalendarStore calendar;

    StoredInputs(Database database) {
        kpis = new KpiStore(database);
        points = new PointStore(database);
        verdicts = new VerdictStore(database);
        calendar = new CalendarStore(database);
    }

    @Override
    public Optional<Kpi> kpi(String name) {
        return kpis.find(name);
    }

    @Override
    public Map<SeriesId, PointArrays> points(List<SeriesId> series, long from, long to) {
        return points.read(series, from, to);
    }

    @Override
    public Map<SeriesId, List<Standing>> verdicts(List<SeriesId> series) {
        return verdicts.standing(series);
    }

    @Override
    public List<CalendarEvent> calendar() {
        return calendar.all();
    }
}

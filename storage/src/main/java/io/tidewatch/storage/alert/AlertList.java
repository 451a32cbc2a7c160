// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.alert;

import io.tidewatch.core.series.Labels;
import io.tidewatch.storage.database.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The query behind the inbox: conditions in words, values always bound. */
final class AlertList {
    private final StringBuilder where = new StringBuilder("true");
    private final Map<String, Object> values = new HashMap<>();

    private AlertList() {}

    static List<Alert> of(Handle handle, AlertQuery query) {
        AlertList list = new AlertList();
        list.narrow(query);
        Query sql = handle.createQuery("select " + AlertRows.COLUMNS + " from alert where " + list.where
                        + " order by opened desc, id desc limit :limit")
                .bind("limit", query.limit());
        list.values.forEach(sql::bind);
        return sql.map(AlertRows::alert).list();
    }

    private void narrow(AlertQuery query) {
        if (!query.statuses().isEmpty()) {
            and(
                    "status = any(:statuses)",
                    "statuses",
                    query.statuses().stream().map(AlertStatus::slug).toArray(String[]::new));
        }
        query.kpi().ifPresent(kpi -> and("kpi = :kpi", "kpi", kpi));
        query.series().ifPresent(series -> and("series_id = :series", "series", series.value()));
        query.labels().values().forEach(this::labelled);
        query.severity().ifPresent(least -> and("severity >= :severity", "severity", least.ordinal()));
        query.assignee().ifPresent(name -> and("assignee = :assignee", "assignee", name));
        query.from().ifPresent(from -> and("opened >= :from", "from", Times.offset(from)));
        query.to().ifPresent(to -> and("opened < :to", "to", Times.offset(to)));
        switch (query.label()) {
            case AlertQuery.Label.Any() -> {}
            case AlertQuery.Label.None() -> where.append(" and verdict is null");
            case AlertQuery.Label.Of(var kind) -> and("verdict = :verdict", "verdict", AlertStore.slug(kind));
        }
        if (!query.search().isBlank()) {
            and(
                    "(series ilike :search or why ilike :search)",
                    "search",
                    "%"
                            + query.search()
                                    .strip()
                                    .replace("\\", "\\\\")
                                    .replace("%", "\\%")
                                    .replace("_", "\\_")
                            + "%");
        }
        query.after().ifPresent(position -> {
            and("(opened, id) < (:opened, :id)", "opened", Times.offset(position.opened()));
            values.put("id", position.id().value());
        });
    }

    /** In the series' canonical form, where quotes inside a value are escaped: a value can't look like another label. */
    private void labelled(String name, String value) {
        String one = Labels.of(name, value).toString();
        String pair = "label" + values.size();
        and(
                "(strpos(series, '{' || :" + pair + ") > 0 or strpos(series, ',' || :" + pair + ") > 0)",
                pair,
                one.substring(1, one.length() - 1));
    }

    private void and(String condition, String name, Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
    }
}

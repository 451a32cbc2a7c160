// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.forecast;

import io.tidewatch.storage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Model versions of KPIs. */
public final class ModelStore {
    // Two arrays for each jsonb object, so that no JSON library is needed to read a handful of numbers.
    private static final String SELECT =
            "select m.*, array(select jsonb_object_keys(methods) order by 1) as method_names, "
                    + "array(select value::int from jsonb_each_text(methods) order by key) as method_counts, "
                    + "array(select jsonb_object_keys(metrics) order by 1) as metric_names, "
                    + "array(select value::float8 from jsonb_each_text(metrics) order by key) as metric_values "
                    + "from model_version m ";
    private final Database database;

    public ModelStore(Database database) {
        this.database = database;
    }

    /** The version whose forecasts are in force. */
    public Optional<ModelVersion> champion(String kpi) {
        return database.jdbi().withHandle(handle -> champion(handle, kpi));
    }

    static Optional<ModelVersion> champion(Handle handle, String kpi) {
        return handle.createQuery(SELECT + "where kpi = ? and state = 'champion'")
                .bind(0, kpi)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The newest first. */
    public List<ModelVersion> versions(String kpi) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "where kpi = ? order by version desc")
                        .bind(0, kpi)
                        .map((row, context) -> read(row))
                        .list());
    }

    static Optional<ModelVersion> find(Handle handle, String kpi, long version) {
        return handle.createQuery(SELECT + "where kpi = ? and version = ?")
                .bind(0, kpi)
                .bind(1, version)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static ModelVersion read(ResultSet row) throws SQLException {
        @Nullable Long copyOf = row.getObject("copy_of", Long.class);
        return new ModelVersion(
                row.getString("kpi"),
                row.getLong("version"),
                row.getLong("run_id"),
                ModelVersion.state(row.getString("state")),
                ForecastRows.micros(row, "trained_to"),
                row.getInt("series"),
                map(row, "method_names", "method_counts", Integer.class::cast),
                map(row, "metric_names", "metric_values", Double.class::cast),
                row.getString("data_digest"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                copyOf == null ? OptionalLong.empty() : OptionalLong.of(copyOf),
                Optional.ofNullable(row.getString("mlflow_version")),
                row.getString("reason"));
    }

    private static <V> Map<String, V> map(
            ResultSet row, String names, String values, Function<@Nullable Object, V> cast) throws SQLException {
        Object[] name = (Object[]) row.getArray(names).getArray();
        Object[] value = (Object[]) row.getArray(values).getArray();
        Map<String, V> map = new TreeMap<>();
        for (int i = 0; i < name.length; i++) {
            map.put(name[i].toString(), cast.apply(value[i]));
        }
        return map;
    }
}

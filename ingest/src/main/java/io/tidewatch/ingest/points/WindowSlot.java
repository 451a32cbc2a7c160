// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.log.Topic;
import io.tidewatch.core.series.SeriesId;
import io.tidewatch.ingest.log.PointLog;
import io.tidewatch.ingest.mapping.Target;
import io.tidewatch.ingest.series.Refused;
import io.tidewatch.ingest.window.wire.Samples;
import io.tidewatch.ingest.window.wire.SamplesRecord;
import io.tidewatch.ingest.window.wire.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples for one aggregate that a request has brought.
 *
 * @param refused why its series are not welcome; null where they are
 * @param newKpi whether their KPIs are to be registered first
 */
record WindowSlot(Target.Window target, @Nullable Refused refused, boolean newKpi, Map<From, PointBuffer> samples) {
    /** Which measured series, and whether its values are increases. */
    record From(String input, long source, double bound, boolean delta) {}

    WindowSlot(Target.Window target, @Nullable Refused refused, boolean newKpi) {
        this(target, refused, newKpi, new LinkedHashMap<>());
    }

    PointBuffer of(Target.Window from, boolean delta) {
        return samples.computeIfAbsent(
                new From(from.input(), from.source(), from.bound(), delta), missing -> new PointBuffer());
    }

    PointLog.Entry entry(SeriesId id, boolean backfill) {
        Samples.Builder wire = Samples.newBuilder().setSpec(target.spec()).setBackfill(backfill);
        int size = 0;
        for (Map.Entry<From, PointBuffer> part : samples.entrySet()) {
            From from = part.getKey();
            PointBuffer points = part.getValue();
            Source.Builder source = Source.newBuilder()
                    .setInput(from.input())
                    .setId(from.source())
                    .setBound(from.bound())
                    .setDelta(from.delta());
            for (int i = 0; i < points.size(); i++) {
                source.addTimeMicros(points.time(i)).addValue(points.value(i));
            }
            size += points.size();
            wire.addSources(source);
        }
        return new PointLog.Entry(
                Topic.SAMPLES,
                id.key(),
                SamplesRecord.newBuilder().setSamples(wire).build().toByteArray(),
                size);
    }
}

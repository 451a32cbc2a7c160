// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.tidewatch.ingest.mapping.Mapping;
import io.tidewatch.ingest.points.Intake;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands on the data points of a message. A place is a point's index in it, from 0. A histogram becomes what Prometheus makes of
 * it: {@code name_count}, {@code name_sum}, and a counter {@code name_bucket} for each bound, cumulative over the bounds.
 */
final class MetricsMessage {
    private static final int MOST_BUCKETS = 1_000;

    private final Intake intake;
    private final Set<String> resourceAttributes;
    private long place;

    /** @param resourceAttributes those that become labels */
    MetricsMessage(Intake intake, Set<String> resourceAttributes) {
        this.intake = intake;
        this.resourceAttributes = resourceAttributes;
    }

    void read(ExportMetricsServiceRequest request) {
        for (ResourceMetrics resource : request.getResourceMetricsList()) {
            Map<String, String> labels = new LinkedHashMap<>();
            if (!resourceAttributes.isEmpty()) {
                Attributes.add(labels, resource.getResource().getAttributesList(), resourceAttributes);
            }
            for (ScopeMetrics scope : resource.getScopeMetricsList()) {
                for (Metric metric : scope.getMetricsList()) {
                    metric(metric, labels);
                }
            }
        }
    }

    private void metric(Metric metric, Map<String, String> resource) {
        String name = metric.getName();
        switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsList().forEach(point -> number(name, resource, point, false));
            case SUM -> {
                boolean delta = delta(metric.getSum().getAggregationTemporality());
                metric.getSum().getDataPointsList().forEach(point -> number(name, resource, point, delta));
            }
            case HISTOGRAM -> {
                boolean delta = delta(metric.getHistogram().getAggregationTemporality());
                metric.getHistogram().getDataPointsList().forEach(point -> histogram(name, resource, point, delta));
            }
            case EXPONENTIAL_HISTOGRAM -> {
                boolean delta = delta(metric.getExponentialHistogram().getAggregationTemporality());
                metric.getExponentialHistogram()
                        .getDataPointsList()
                        .forEach(point -> exponential(name, resource, point, delta));
            }
            case SUMMARY -> metric.getSummary().getDataPointsList().forEach(point -> summary(name, resource, point));
            case DATA_NOT_SET -> {}
        }
    }

    private void number(String name, Map<String, String> resource, NumberDataPoint point, boolean delta) {
        switch (point.getValueCase()) {
            case AS_DOUBLE, AS_INT -> {
                double value = point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
                Map<String, String> labels = labels(resource, point.getAttributesList());
                if (taken(name, point.getFlags(), point.getTimeUnixNano())) {
                    sample(name, labels, point.getTimeUnixNano(), value, delta);
                }
            }
            case VALUE_NOT_SET -> intake.skip();
        }
        place++;
    }

    private void histogram(String name, Map<String, String> resource, HistogramDataPoint point, boolean delta) {
        int buckets = point.getBucketCountsCount();
        boolean fits = buckets == 0 || buckets == point.getExplicitBoundsCount() + 1;
        if (!fits || buckets > MOST_BUCKETS) {
            refuse(
                    name,
                    Cause.MALFORMED,
                    "a histogram has one bucket more than bounds, and at most " + MOST_BUCKETS + ", not " + buckets
                            + " and " + point.getExplicitBoundsCount());
        } else if (taken(name, point.getFlags(), point.getTimeUnixNano())) {
            Map<String, String> labels = labels(resource, point.getAttributesList());
            long time = point.getTimeUnixNano();
            totals(name, labels, time, point.getCount(), point.hasSum(), point.getSum(), delta);
            double below = 0;
            for (int i = 0; i < buckets; i++) {
                below += point.getBucketCounts(i);
                double bound = i + 1 == buckets ? Double.POSITIVE_INFINITY : point.getExplicitBounds(i);
                bucket(name, labels, bound, time, below, delta);
            }
        }
        place++;
    }

    /** Its bounds are powers of 2^(2^-scale); values below zero count as lying under the first bound. */
    private void exponential(
            String name, Map<String, String> resource, ExponentialHistogramDataPoint point, boolean delta) {
        int buckets = point.getPositive().getBucketCountsCount();
        if (buckets > MOST_BUCKETS || Math.abs(point.getScale()) > 40) {
            refuse(
                    name,
                    Cause.MALFORMED,
                    "an exponential histogram has at most " + MOST_BUCKETS + " buckets, not " + buckets
                            + ", and a scale of -40 to 40, not " + point.getScale());
        } else if (taken(name, point.getFlags(), point.getTimeUnixNano())) {
            Map<String, String> labels = labels(resource, point.getAttributesList());
            long time = point.getTimeUnixNano();
            totals(name, labels, time, point.getCount(), point.hasSum(), point.getSum(), delta);
            double below = point.getZeroCount();
            for (long count : point.getNegative().getBucketCountsList()) {
                below += count;
            }
            double factor = Math.pow(2, -point.getScale());
            int offset = point.getPositive().getOffset();
            bucket(name, labels, Math.pow(2, offset * factor), time, below, delta);
            for (int i = 0; i < buckets; i++) {
                below += point.getPositive().getBucketCounts(i);
                bucket(name, labels, Math.pow(2, (offset + i + 1.0) * factor), time, below, delta);
            }
            bucket(name, labels, Double.POSITIVE_INFINITY, time, point.getCount(), delta);
        }
        place++;
    }

    private void summary(String name, Map<String, String> resource, SummaryDataPoint point) {
        if (taken(name, point.getFlags(), point.getTimeUnixNano())) {
            Map<String, String> labels = labels(resource, point.getAttributesList());
            totals(name, labels, point.getTimeUnixNano(), point.getCount(), true, point.getSum(), false);
            for (SummaryDataPoint.ValueAtQuantile one : point.getQuantileValuesList()) {
                Map<String, String> own = new LinkedHashMap<>(labels);
                own.put("quantile", Double.toString(one.getQuantile()));
                sample(name, own, point.getTimeUnixNano(), one.getValue(), false);
            }
        }
        place++;
    }

    private void totals(
            String name, Map<String, String> labels, long time, long count, boolean hasSum, double sum, boolean delta) {
        sample(name + "_count", labels, time, count, delta);
        if (hasSum) {
            sample(name + "_sum", labels, time, sum, delta);
        }
    }

    private void bucket(String name, Map<String, String> labels, double bound, long time, double below, boolean delta) {
        if (Double.isNaN(bound)) {
            refuse(name, Cause.NOT_FINITE, "a bucket's bound is NaN");
            return;
        }
        Map<String, String> own = new LinkedHashMap<>(labels);
        own.put(Mapping.BOUND, bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound));
        sample(name + Mapping.BUCKETS, own, time, below, delta);
    }

    private void sample(String name, Map<String, String> labels, long nanos, double value, boolean delta) {
        if (Double.isNaN(value)) {
            intake.skip();
        } else {
            intake.sample(place, intake.mapping().known(name, labels), nanos / 1_000, value, delta);
        }
    }

    /** Whether there is a value and a time. */
    private boolean taken(String name, int flags, long nanos) {
        if ((flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0) {
            intake.skip();
            return false;
        }
        if (nanos <= 0) {
            refuse(
                    name,
                    Cause.BAD_TIME,
                    "time_unix_nano must be a time since 1970, not " + Long.toUnsignedString(nanos));
            return false;
        }
        return true;
    }

    private void refuse(String name, Cause cause, String message) {
        intake.refuse(place, cause, name + ": " + message, RejectedLog.text(() -> name));
    }

    private static Map<String, String> labels(Map<String, String> resource, List<KeyValue> attributes) {
        Map<String, String> labels = new LinkedHashMap<>(resource);
        Attributes.add(labels, attributes, Set.of());
        return labels;
    }

    private static boolean delta(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    }
}

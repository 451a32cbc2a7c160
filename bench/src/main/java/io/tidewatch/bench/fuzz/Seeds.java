// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.tidewatch.ingest.prometheus.wire1.Label;
import io.tidewatch.ingest.prometheus.wire1.Sample;
import io.tidewatch.ingest.prometheus.wire1.Series;
import io.tidewatch.ingest.prometheus.wire1.WriteRequest;
import io.tidewatch.ingest.prometheus.wire2.Request;
import java.util.List;
import java.util.stream.Stream;

/** Good input of each kind, and what once went wrong, for a fuzzer to begin with. */
final class Seeds {
    private static final long NANOS = 1_772_442_000_000_000_000L;

    private Seeds() {}

    static List<byte[]> of(Target target) {
        return switch (target) {
            case LINE ->
                texts(
                        "cpu,host=a,cpu=cpu0 user=1.5,idle=-2e3,n=7i,u=8u,up=t " + NANOS + "\n",
                        "up text=\"a, b=\\\"c\\\" d\",value=F -5\n# comment\n\nmy\\ cpu,the\\ tag=a\\,b\\=c f=1\n",
                        "m v=1e999\nm v=\"open");
            case JSON ->
                texts(
                        "{\"kpi\":\"signups\",\"labels\":{\"c\":\"DE\"},\"time\":\"2026-03-02T09:00:00Z\",\"value\":1}",
                        "[{\"kpi\":\"signups\",\"time\":1772442000000,\"value\":1.5e3}]",
                        "{\"kpi\":\"signups\",\"points\":[[\"2026-03-02T09:00:00Z\",1],[1772442000000,2]]}");
            case CSV ->
                texts(
                        "timestamp,value,country\n2026-03-02T09:00:00Z,1.5,DE\n",
                        "time;value\n\"1772442000\";\"2\"\n",
                        "timestamp,value\n2026-03-02 09:00,\"1\"\"\"\n");
            case WRITE1 -> List.of(write1(), new byte[] {0, 1, 2, 3});
            case WRITE2 -> List.of(write2(), new byte[] {0, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
            case METRICS -> List.of(metrics().toByteArray());
            case METRICS_JSON ->
                texts("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                        + "{\"stringValue\":\"shop\"}}]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"a\",\"gauge\":"
                        + "{\"dataPoints\":[{\"timeUnixNano\":\"" + NANOS + "\",\"asDouble\":1}]}}]}]}]}");
            case RULES ->
                texts(
                        "rules:\n  - kpi: busy\n    match: {measurement: cpu, tags: {cpu: \"!total*\"}}\n    labels: {host: server}\n"
                                + "    formula: 100 - value\n",
                        "rules:\n  - kpi: ratio\n    labels: [service]\n    step: 5m\n    late: 30m\n    inputs:\n"
                                + "      errors: {match: {tags: {code: \"5*\"}}, aggregate: rate}\n"
                                + "      all: {match: {measurement: requests}, aggregate: rate}\n"
                                + "    formula: max(errors / all, -1)\n    guard: {all: 0.5}\n",
                        "rules:\n  - {kpi: q, match: {measurement: \"r?quests\"}, step: 1m, aggregate: quantile, quantiles: [0.5]}\n");
        };
    }

    private static List<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    private static byte[] write1() {
        return WriteRequest.newBuilder()
                .addTimeseries(Series.newBuilder()
                        .addLabels(Label.newBuilder().setName("__name__").setValue("up"))
                        .addLabels(Label.newBuilder().setName("job").setValue("node"))
                        .addSamples(Sample.newBuilder()
                                .setTimestamp(NANOS / 1_000_000)
                                .setValue(1)))
                .build()
                .toByteArray();
    }

    private static byte[] write2() {
        return Request.newBuilder()
                .addAllSymbols(List.of("", "__name__", "up", "job", "node"))
                .addTimeseries(io.tidewatch.ingest.prometheus.wire2.Series.newBuilder()
                        .addAllLabelsRefs(List.of(1, 2, 3, 4))
                        .addHistograms(ByteString.copyFromUtf8("native"))
                        .addSamples(io.tidewatch.ingest.prometheus.wire2.Sample.newBuilder()
                                .setTimestamp(NANOS / 1_000_000)
                                .setValue(7)))
                .build()
                .toByteArray();
    }

    private static ExportMetricsServiceRequest metrics() {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder()
                                        .setName("gauge")
                                        .setGauge(Gauge.newBuilder()
                                                .addDataPoints(NumberDataPoint.newBuilder()
                                                        .setTimeUnixNano(NANOS)
                                                        .setAsInt(4)
                                                        .addAttributes(KeyValue.newBuilder()
                                                                .setKey("a")
                                                                .setValue(AnyValue.newBuilder()
                                                                        .setStringValue("b"))))))
                                .addMetrics(Metric.newBuilder()
                                        .setName("histogram")
                                        .setHistogram(Histogram.newBuilder()
                                                .setAggregationTemporality(
                                                        AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                                                .addDataPoints(HistogramDataPoint.newBuilder()
                                                        .setTimeUnixNano(NANOS)
                                                        .setCount(3)
                                                        .setSum(2)
                                                        .addExplicitBounds(1)
                                                        .addBucketCounts(1)
                                                        .addBucketCounts(2))))
                                .addMetrics(Metric.newBuilder()
                                        .setName("exponential")
                                        .setExponentialHistogram(ExponentialHistogram.newBuilder()
                                                .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                                        .setTimeUnixNano(NANOS)
                                                        .setScale(3)
                                                        .setCount(2)
                                                        .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                                                .setOffset(-5)
                                                                .addBucketCounts(2)))))
                                .addMetrics(Metric.newBuilder()
                                        .setName("summary")
                                        .setSummary(Summary.newBuilder()
                                                .addDataPoints(SummaryDataPoint.newBuilder()
                                                        .setTimeUnixNano(NANOS)
                                                        .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                                                .setQuantile(0.5)
                                                                .setValue(1)))))))
                .build();
    }
}

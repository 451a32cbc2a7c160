// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How points come in and what is refused. Each refusal names the setting that raises its limit. */
@ConfigMapping(prefix = "tidewatch.ingest")
public interface IngestSettings {
    /** The largest request body as it travels, in bytes. */
    @WithDefault("67108864")
    long maxRequestBytes();

    /** The largest request body after decompression, in bytes. */
    @WithDefault("268435456")
    long maxInflatedBytes();

    /** The largest message of Prometheus or OpenTelemetry after decompression, which stands in memory as a whole, in bytes. */
    @WithDefault("33554432")
    long maxMessageBytes();

    /** The longest line of CSV or line protocol, in bytes. */
    @WithDefault("262144")
    int maxLineBytes();

    /** Labels of one series. */
    @WithDefault("40")
    int maxLabels();

    /** The longest label name, in bytes of UTF-8. */
    @WithDefault("256")
    int maxNameBytes();

    /** The longest label value, in bytes of UTF-8. */
    @WithDefault("4096")
    int maxLabelValueBytes();

    /** How old a point may be that is to be scored; older ones come as backfill. */
    @WithDefault("400d")
    Duration maxAge();

    /** How old a point may be that comes as backfill. */
    @WithDefault("10950d")
    Duration maxBackfillAge();

    /** How far ahead of this machine's clock a point may be. */
    @WithDefault("10m")
    Duration maxAhead();

    /** New series within an hour, over all processes; the others go on. */
    @WithDefault("100000")
    int newSeriesPerHour();

    /** New series within a day, over all processes. */
    @WithDefault("1000000")
    int newSeriesPerDay();

    /**
     * What becomes of measurements by line protocol, Prometheus, OpenTelemetry and Kafka whose KPI nobody has made:
     * {@code register} makes it, not watched until somebody says so, {@code refuse} refuses them.
     */
    @WithDefault("register")
    String unknownMeasurements();

    /** A YAML file with mapping rules, as docs/ingest.md describes them; {@code none} for no rules. */
    @WithDefault("none")
    String mapping();

    /** A YAML file with SQL sources to pull points from, as docs/ingest.md describes them; {@code none} for none. */
    @WithDefault("none")
    String sources();

    /** Which attributes of an OpenTelemetry resource become labels. */
    @WithDefault("service.name,service.namespace,deployment.environment.name,host.name")
    List<String> otlpResourceAttributes();

    /** KPIs registered within a day because their points came, over all processes. */
    @WithDefault("2000")
    int newKpisPerDay();

    /** Refused points that an answer lists; the rest is counted. */
    @WithDefault("100")
    int maxRefusalsListed();

    /** Refused points a second that the topic of rejected input keeps; the rest is counted. */
    @WithDefault("10000")
    int rejectedPerSecond();

    /** Memory that requests may hold together, in bytes; beyond it 429 with Retry-After. */
    @WithDefault("134217728")
    long maxInFlightBytes();

    /** How long a request may wait for a thread that reads it; after that 429 with Retry-After, in place of an answer too late. */
    @WithDefault("3s")
    Duration maxWait();

    /** How often each partition gets the clock that closes quiet alerts and notices silence. */
    @WithDefault("2s")
    Duration heartbeat();

    /** Records that the table writer takes from the log at once. */
    @WithDefault("20000")
    int writeBatchRecords();
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.log.Topic;
import io.tidewatch.core.wire.SettingsCodec;
import io.tidewatch.core.wire.SettingsMessage;
import io.tidewatch.storage.log.LogClients;
import io.tidewatch.storage.log.TopicTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The KPIs as the settings topic has them, so that they are known while the database is away. */
public final class KnownKpis implements AutoCloseable {
    private static final String PREFIX = SettingsMessage.kpiKey("");

    private final Map<String, Kpi> kpis = new ConcurrentHashMap<>();
    private final TopicTable table;

    /** Follows the topic from its beginning, at once. */
    public KnownKpis(LogClients clients) {
        this.table = new TopicTable(clients, Topic.SETTINGS, this::update);
    }

    /** Waits until all that stood there at the start is known; false where that took longer. */
    public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
        return table.awaitCaughtUp(limit);
    }

    public Optional<Kpi> find(String name) {
        return Optional.ofNullable(kpis.get(name));
    }

    @Override
    public void close() {
        table.close();
    }

    private void update(ConsumerRecord<byte[], byte[]> entry) {
        String key = new String(entry.key(), UTF_8);
        if (!key.startsWith(PREFIX)) {
            return;
        }
        if (entry.value() == null) {
            kpis.remove(key.substring(PREFIX.length()));
        } else if (SettingsCodec.decode(entry.value()) instanceof SettingsMessage.OfKpi(Kpi kpi)) {
            kpis.merge(kpi.name(), kpi, (held, sent) -> sent.version() >= held.version() ? sent : held);
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.score;

import io.tidewatch.core.wire.ScoresCodec;
import io.tidewatch.core.wire.ScoresMessage;
import io.tidewatch.core.wire.Undecodable;
import io.tidewatch.storage.log.TopicReader;
import io.tidewatch.storage.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the scores topic to the table; the scorer sends those of KPIs that keep them. */
public final class ScoreReader implements TopicReader.Handler {
    /** The consumer group. */
    public static final String GROUP = "tidewatch-desk-scores";

    private static final Logger LOG = LoggerFactory.getLogger(ScoreReader.class);
    private final ScoreStore scores;

    public ScoreReader(ScoreStore scores) {
        this.scores = scores;
    }

    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ScoresMessage> messages = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            try {
                messages.add(ScoresCodec.decode(entry.value()));
            } catch (Undecodable e) {
                LOG.error(
                        "A record of {} at partition {}, offset {} is passed over: {}",
                        entry.topic(),
                        entry.partition(),
                        entry.offset(),
                        e.getMessage());
            }
        }
        scores.record(messages);
    }
}

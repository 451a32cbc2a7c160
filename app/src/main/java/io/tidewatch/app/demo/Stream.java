// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each series' points in order of event time: quickly up to now, then when their time comes. */
final class Stream {
    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);
    private static final Duration SLICE = Duration.ofMinutes(10);
    private final Sender sender;
    private final List<DemoSeries> all;
    private final List<Incident> incidents;
    private final InstantSource clock;

    Stream(Sender sender, List<DemoSeries> all, List<Incident> incidents, InstantSource clock) {
        this.sender = sender;
        this.all = all;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Until told; what could not be sent is sent at the next beat. */
    void run(Instant from, CountDownLatch told, Duration beat) throws InterruptedException {
        Instant sent = from;
        do {
            try {
                for (Instant now = clock.instant(); sent.isBefore(now); now = clock.instant()) {
                    Instant to = sent.plus(SLICE).isBefore(now) ? sent.plus(SLICE) : now;
                    sender.send(between(sent, to), "live");
                    sent = to;
                    if (told.getCount() == 0) {
                        return;
                    }
                    if (to.equals(now)) {
                        break;
                    }
                }
            } catch (IOException e) {
                LOG.warn("Demo: {}; trying again", e.getMessage());
            }
        } while (!told.await(beat.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** All points at or after {@code from} and before {@code to}, in order of time. */
    Sender.Batch between(Instant from, Instant to) {
        Sender.Batch batch = new Sender.Batch();
        Instant minute = Instant.ofEpochSecond(Math.ceilDiv(from.toEpochMilli(), 60_000L) * 60);
        for (Instant time = minute; time.isBefore(to); time = time.plusSeconds(60)) {
            for (DemoSeries series : all) {
                if (History.aligned(series, time).equals(time)) {
                    batch.add(series, time, value(series, time));
                }
            }
        }
        return batch;
    }

    private double value(DemoSeries series, Instant time) {
        double usual = series.at(time);
        return incidents.stream()
                .filter(incident -> incident.covers(series.name(), time))
                .findFirst()
                .map(incident -> incident.applied(usual, time))
                .orElse(usual);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import io.tidewatch.app.settings.Settings;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.replay.ReplayBody;
import io.tidewatch.storage.database.Database;
import io.tidewatch.storage.point.PointStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an empty Tidewatch and keeps it busy, by the same ways as a user: settings through the desk, points by HTTP. The last
 * hours before the start are streamed as live points, quickly and in order, so that the first alert needs no waiting.
 */
@Singleton
public class Demo implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final String ACTOR = "demo";
    private static final Duration CATCH_UP = Duration.ofHours(3);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(5);
    /** Between the commit of the last model and the scorer's having read it. */
    private static final Duration FORECASTS_TRAVEL = Duration.ofSeconds(3);
    /** A model trained to midnight serves from then on. */
    private static final Duration SERVES_FROM = Duration.ofHours(3);

    /** Of history that charts show with bounds. */
    private static final Duration DRAWN = Duration.ofDays(14);

    private final Desk desk;
    private final Database database;
    private final InstantSource clock;
    private final Settings settings;
    private final List<DemoSeries> all = Catalogue.series();
    private final CountDownLatch told = new CountDownLatch(1);

    @Inject
    Demo(Desk desk, Database database, InstantSource clock, Settings settings) {
        this.desk = desk;
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    /** Works in a thread of its own. */
    public void start() {
        Thread.ofPlatform().daemon().name("demo").start(this::run);
    }

    @Override
    public void close() {
        told.countDown();
    }

    private void run() {
        try {
            Instant now = clock.instant();
            String host = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
            String key = Files.readString(settings.data().resolve("cli.key")).strip();
            Sender sender = new Sender(URI.create("http://" + host + ":" + settings.port()), key);
            Instant live = now.minus(CATCH_UP);
            if (createKpis()) {
                prepare(sender, live);
                Thread.ofPlatform().daemon().name("demo-past").start(() -> drawThePast(live));
            }
            LOG.info("Demo: streaming; incidents of several shapes are on their way");
            new Stream(sender, all, Script.from(now, all), clock).run(live, told, BEAT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            if (told.getCount() > 0) {
                LOG.error("Demo: it stops here", e);
            }
        }
    }

    /** False where they exist: an earlier demo made them, their history and their models. */
    private boolean createKpis() {
        boolean fresh = false;
        for (DemoKpi kpi : kpis()) {
            try {
                desk.kpis().create(kpi.name(), kpi.draft(), ACTOR);
                fresh = true;
            } catch (TidewatchException e) {
                if (e.code() != ErrorCode.CONFLICT) {
                    throw e;
                }
            }
        }
        return fresh;
    }

    private void prepare(Sender sender, Instant live) throws IOException, InterruptedException {
        History history = new History(sender, new PointStore(database));
        LOG.info("Demo: importing weeks of history for {} series of {} KPIs", all.size(), kpis().size());
        awaitKnownKpis(sender);
        int sent = history.send(all, live);
        await(() -> history.stored(all, live), "the history in the table");
        LOG.info("Demo: {} points imported; training", sent);
        List<Long> trainings = kpis().stream().map(kpi -> train(kpi, live)).toList();
        await(() -> trainings.stream().allMatch(this::ended), "the first models");
        pause(FORECASTS_TRAVEL);
    }

    /** Ingest learns of new KPIs from the log, a moment after they were created. */
    private void awaitKnownKpis(Sender sender) throws InterruptedException {
        await(
                () -> {
                    try {
                        Sender.Batch probe = new Sender.Batch();
                        for (DemoSeries series : all) {
                            Instant time =
                                    History.aligned(series, clock.instant().minus(Duration.ofDays(22)));
                            probe.add(series, time, series.at(time));
                        }
                        sender.send(probe, "backfill");
                        return true;
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                },
                "ingest to know the KPIs");
    }

    /** Up to the midnight whose model serves when the stream begins. */
    private long train(DemoKpi kpi, Instant live) {
        LocalDate day = live.minus(SERVES_FROM).atZone(kpi.zone()).toLocalDate();
        return desk.models().train(kpi.name(), Optional.of(day), ACTOR).id();
    }

    /** The bounds that would have been served, so that charts have them where the stream had not begun yet. */
    private void drawThePast(Instant live) {
        try {
            for (DemoKpi kpi : kpis()) {
                ReplayBody past = ReplayBody.scores(kpi.name(), live.minus(DRAWN), live);
                String id = desk.replays().scores(past, ACTOR).id();
                await(() -> isOver(desk.replays().find(Long.parseLong(id)).state()), "the bounds of " + kpi.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Demo: charts have no bounds before the stream: {}", e.getMessage());
        }
    }

    private static boolean isOver(String state) {
        return !state.equals(RequestState.WAITING.slug()) && !state.equals(RequestState.RUNNING.slug());
    }

    private boolean ended(long id) {
        Request request = desk.models().request(id);
        if (request.state() == RequestState.FAILED) {
            throw new IllegalStateException("training of " + request.subject() + " failed: " + request.message());
        }
        return request.state() == RequestState.DONE;
    }

    private List<DemoKpi> kpis() {
        return all.stream().map(DemoSeries::kpi).distinct().toList();
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        Instant limit = clock.instant().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(limit)) {
                throw new IllegalStateException("waited " + PATIENCE.toMinutes() + " minutes for " + what);
            }
            pause(LOOK);
        }
    }

    private void pause(Duration length) throws InterruptedException {
        if (told.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("told to stop");
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.points;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.point.Origin;
import io.tidewatch.ingest.refusal.Cause;
import io.tidewatch.ingest.refusal.RejectedLog;
import io.tidewatch.ingest.series.PointRules;
import io.tidewatch.ingest.settings.IngestSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all protocols have in common: the memory that requests may hold, and the way from a body to the log. */
public final class Doorway {
    private final IngestSettings settings;
    private final InstantSource clock;
    private final Supplier<Pipeline> pipeline;
    private final Gate gate;

    /** @param pipeline gives what runs, or throws UNAVAILABLE while nothing does */
    public Doorway(IngestSettings settings, InstantSource clock, Supplier<Pipeline> pipeline) {
        this.settings = settings;
        this.clock = clock;
        this.pipeline = pipeline;
        this.gate = new Gate(settings.maxInFlightBytes(), settings.maxWait());
    }

    public IngestSettings settings() {
        return settings;
    }

    public InstantSource clock() {
        return clock;
    }

    /** What runs; throws UNAVAILABLE while nothing does. */
    public Pipeline pipeline() {
        return pipeline.get();
    }

    /** How many requests were told to come again, as others held all the memory that requests may have, or they had waited too long. */
    public long turnedAway() {
        return gate.turnedAway();
    }

    /**
     * Reads a request to its end and waits until the log has its points. Never throws for what the sender did.
     *
     * @param door the protocol, as answers and the topic of rejected input call it
     * @param plan may throw what is wrong with the request's head
     */
    public Outcome take(String door, PointsRequest request, Supplier<Plan> plan) {
        return take(door, request, plan, Gate.ofStream(request.contentLength()));
    }

    /** As {@link #take}, where the whole body has to stand in memory at once and is decompressed by its reader. */
    public Outcome takeMessage(String door, PointsRequest request, Supplier<Plan> plan) {
        long bytes = Gate.ofMessage(request.contentLength(), settings.maxMessageBytes());
        return take(door, request.unwrapped("snappy"), plan, bytes);
    }

    /** For what comes another way than by HTTP; throws UNAVAILABLE while nothing runs. */
    public Intake intake(String door) {
        PointRules rules = new PointRules(settings, Origin.LIVE, clock.instant());
        return new Intake(pipeline.get(), door, rules, settings.maxRefusalsListed(), registers());
    }

    /** Whether KPIs that nobody has made are registered when their points come. */
    public boolean registers() {
        return settings.unknownMeasurements().equals("register");
    }

    private Outcome take(String door, PointsRequest request, Supplier<Plan> plan, long bytes) {
        try (Gate.Held ignored = gate.enter(bytes, request.waited())) {
            return read(door, request, plan, pipeline.get());
        } catch (TidewatchException e) {
            return new Outcome(Totals.NOTHING, e);
        }
    }

    private Outcome read(String door, PointsRequest request, Supplier<Plan> planned, Pipeline running) {
        HeadOfInput head = new HeadOfInput(request.body());
        @Nullable Intake intake = null;
        try {
            Plan plan = planned.get();
            PointRules rules = new PointRules(settings, plan.origin(), clock.instant());
            intake = new Intake(running, door, rules, settings.maxRefusalsListed(), plan.register());
            plan.reader().read(Body.open(request.with(head), settings), intake);
            intake.finish();
            return new Outcome(intake.totals(), null);
        } catch (TidewatchException e) {
            return stopped(door, e, intake, running.rejected(), head);
        } catch (IOException e) {
            TidewatchException broken = new TidewatchException(
                    ErrorCode.MALFORMED, "the body ends early or is not gzip as announced: " + e.getMessage(), e);
            return stopped(door, broken, intake, running.rejected(), head);
        }
    }

    /** What was parsed before the trouble is sent all the same where it can be: the answer counts it. */
    private static Outcome stopped(
            String door, TidewatchException why, @Nullable Intake intake, RejectedLog rejected, HeadOfInput head) {
        if (why.code() != ErrorCode.UNAVAILABLE) {
            rejected.add(door, cause(why.code()), String.valueOf(why.getMessage()), head::head);
        }
        if (intake == null) {
            return new Outcome(Totals.NOTHING, why);
        }
        TidewatchException settled = settled(why, intake);
        return new Outcome(intake.totals(), settled);
    }

    private static TidewatchException settled(TidewatchException why, Intake intake) {
        if (why.code() == ErrorCode.UNAVAILABLE) {
            return why;
        }
        try {
            intake.finish();
            return why;
        } catch (TidewatchException away) {
            return away;
        }
    }

    private static Cause cause(ErrorCode code) {
        return switch (code) {
            case TOO_LARGE -> Cause.TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> Cause.UNSUPPORTED;
            case MALFORMED,
                    INVALID_VALUE,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    UNKNOWN_KPI,
                    CONFLICT,
                    TOO_MANY_REQUESTS,
                    UNAVAILABLE -> Cause.MALFORMED;
        };
    }
}

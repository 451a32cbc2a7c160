// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.replay.ReplayOrder;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.kpi.KpiService;
import io.tidewatch.storage.replay.ReplayStore;
import io.tidewatch.storage.request.Request;
import io.tidewatch.storage.request.RequestKind;
import io.tidewatch.storage.request.RequestStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the replay role, and tells what it found. */
public final class ReplayService {
    /** Of one person, that wait or run. */
    static final int MAX_UNFINISHED = 8;

    private static final int RECENT = 20;
    private static final Set<RequestKind> KINDS = Set.of(RequestKind.PREVIEW, RequestKind.SCORE_PAST);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workplace desk;
    private final ReplayOrders orders;
    private final RequestStore requests;
    private final ReplayStore results;

    public ReplayService(Workplace desk, KpiService kpis) {
        this.desk = desk;
        this.orders = new ReplayOrders(desk, kpis);
        this.requests = new RequestStore(desk.database());
        this.results = new ReplayStore(desk.database());
    }

    /**
     * Which alerts there would be with other settings, or if verdicts had been given.
     *
     * @throws TidewatchException INVALID_VALUE, NOT_FOUND or TOO_LARGE naming what is wrong; TOO_MANY_REQUESTS
     */
    public ReplayJson preview(ReplayBody body, String actor) {
        return ask(RequestKind.PREVIEW, orders.preview(body), actor);
    }

    /**
     * Has bounds and scores of a past range computed, for charts.
     *
     * @throws TidewatchException as {@link #preview}
     */
    public ReplayJson scores(ReplayBody body, String actor) {
        return ask(RequestKind.SCORE_PAST, orders.scores(body), actor);
    }

    private ReplayJson ask(RequestKind kind, ReplayOrder order, String actor) {
        return desk.change(transaction -> {
            int unfinished = requests.unfinishedBy(transaction, KINDS, actor);
            if (unfinished >= MAX_UNFINISHED) {
                throw new TidewatchException(
                        ErrorCode.TOO_MANY_REQUESTS,
                        unfinished + " replays of yours wait or run, and " + MAX_UNFINISHED
                                + " are allowed. Wait for one, or cancel it by DELETE /api/v1/replays/{id}.");
            }
            Request request = requests.add(transaction, kind, order.kpi(), write(order), actor, desk.now());
            return json(request);
        });
    }

    /** @throws TidewatchException NOT_FOUND */
    public ReplayJson find(long id) {
        return json(request(id));
    }

    /** Those of the KPI that were asked for last, the newest first, without their results. */
    public List<ReplayJson> recent(String kpi) {
        return KINDS.stream()
                .flatMap(kind -> requests.of(kind, kpi, RECENT).stream())
                .sorted(Comparator.comparingLong(Request::id).reversed())
                .limit(RECENT)
                .map(request -> ReplayJson.of(request, read(request), Optional.empty()))
                .toList();
    }

    /** @throws TidewatchException NOT_FOUND, CONFLICT where it has ended already */
    public ReplayJson cancel(long id, String actor) {
        request(id);
        boolean cancelled = desk.change(transaction -> {
            boolean done = requests.cancel(transaction, id, "cancelled by " + actor, desk.now());
            if (done) {
                desk.audit(transaction, actor, "replay.cancelled", "replay/" + id, "");
            }
            return done;
        });
        if (!cancelled) {
            throw new TidewatchException(
                    ErrorCode.CONFLICT,
                    "replay " + id + " has ended already: it is "
                            + request(id).state().slug() + ".");
        }
        return find(id);
    }

    private Request request(long id) {
        return requests.find(id)
                .filter(request -> KINDS.contains(request.kind()))
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.NOT_FOUND, "no replay " + id + ". Ask for one by POST /api/v1/replays."));
    }

    private ReplayJson json(Request request) {
        return ReplayJson.of(request, read(request), results.result(request.id()));
    }

    private static ReplayOrder read(Request request) {
        try {
            return JSON.readValue(request.payload(), ReplayOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the payload of request " + request.id() + " can't be read", e);
        }
    }

    private static String write(ReplayOrder order) {
        try {
            return JSON.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

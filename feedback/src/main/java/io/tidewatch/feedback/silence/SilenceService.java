// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.silence;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.core.subscription.Silence;
import io.tidewatch.feedback.desk.Text;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.feedback.subscription.SubscriptionBody;
import io.tidewatch.storage.alert.AlertQuery;
import io.tidewatch.storage.alert.AlertStatus;
import io.tidewatch.storage.alert.AlertStore;
import io.tidewatch.storage.series.Series;
import io.tidewatch.storage.series.SeriesStore;
import io.tidewatch.storage.silence.SilenceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Silences and maintenance windows: they hold webhooks back, never alerts. */
public final class SilenceService {
    private final Workplace desk;
    private final SilenceStore store;
    private final SeriesStore series;
    private final AlertStore alerts;

    public SilenceService(Workplace desk) {
        this.desk = desk;
        this.store = new SilenceStore(desk.database());
        this.series = new SeriesStore(desk.database());
        this.alerts = new AlertStore(desk.database());
    }

    public Instant now() {
        return desk.now();
    }

    /** In force or to come, the next to end first. */
    public List<Silence> notOver() {
        return store.notOver(desk.now());
    }

    /**
     * Begins one now, or later.
     *
     * @throws TidewatchException INVALID_VALUE naming what is wrong
     */
    public Silence create(
            List<NamePattern> kpis,
            Map<String, NamePattern> labels,
            Instant from,
            Instant until,
            String reason,
            String actor) {
        String why = Text.checked("reason", reason, 500);
        Silence silence =
                SubscriptionBody.read(() -> new Silence(UUID.randomUUID(), kpis, labels, from, until, why, actor));
        if (!until.isAfter(desk.now())) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "\"until\" is " + until + ", which is over. Choose a time to come.");
        }
        return desk.change(transaction -> {
            store.create(transaction, silence, desk.now());
            desk.audit(
                    transaction, actor, "silence.created", "silence/" + silence.id(), kpis + " " + labels + ": " + why);
            return silence;
        });
    }

    /**
     * What a silence of these would cover now; an empty one covers nothing.
     *
     * @throws TidewatchException INVALID_VALUE naming what is wrong
     */
    public SilencePreview preview(List<NamePattern> kpis, Map<String, NamePattern> labels) {
        Instant now = desk.now();
        Silence probe = SubscriptionBody.read(() ->
                new Silence(UUID.randomUUID(), kpis, labels, now, now.plus(Duration.ofHours(1)), "preview", "preview"));
        List<Series> all = series.all();
        long covered = all.stream().filter(each -> probe.covers(each.key())).count();
        List<SilencePreview.Covered> open = alerts
                .list(AlertQuery.newest(AlertQuery.MAX_LIMIT)
                        .withStatuses(Set.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED)))
                .stream()
                .filter(alert -> probe.covers(alert.series()))
                .map(SilencePreview.Covered::of)
                .toList();
        return SilencePreview.of(covered, all.size(), open);
    }

    /**
     * Ends it now.
     *
     * @throws TidewatchException NOT_FOUND where there is none that is not over
     */
    public void end(String id, String actor) {
        desk.change(transaction -> {
            if (!store.end(transaction, uuid(id), desk.now())) {
                throw unknown(id);
            }
            desk.audit(transaction, actor, "silence.ended", "silence/" + id, "");
            return true;
        });
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static TidewatchException unknown(String id) {
        return new TidewatchException(
                ErrorCode.NOT_FOUND,
                "no silence in force or to come has the id \"" + (id.length() > 80 ? id.substring(0, 80) + "…" : id)
                        + "\".");
    }
}

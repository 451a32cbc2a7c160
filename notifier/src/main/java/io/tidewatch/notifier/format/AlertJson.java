// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Notable;
import io.tidewatch.core.alert.Receipt;
import io.tidewatch.core.time.Micros;
import io.tidewatch.notifier.event.Notification;
import java.util.Locale;

/** The data of Tidewatch's own payload; its contract is webhook-event.v1.schema.json. */
final class AlertJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Links links;
    private final IncidentJson incidents;

    AlertJson(Links links) {
        this.links = links;
        this.incidents = new IncidentJson(links);
    }

    ObjectNode data(Notification notification) {
        if (notification.incident().isPresent()) {
            return incidents.data(notification.incident().get());
        }
        if (notification.notable().isPresent()) {
            return notable(notification, notification.notable().get());
        }
        AlertEvent alert = notification.alert();
        ObjectNode data = JSON.objectNode();
        data.putObject("alert")
                .put("id", alert.alertId().value())
                .put("sequence", alert.sequence())
                .put("detector", alert.detectorId())
                .put("points", alert.points());
        series(data.putObject("series"), notification);
        data.put("sentence", alert.why())
                .put("severity", slug(alert.severity()))
                .put("score", alert.peakScore())
                .put("direction", alert.sign() < 0 ? "below" : "above");
        number(data, "actual", alert.actual());
        number(data, "expected", alert.bounds().expected());
        ObjectNode bounds = data.putObject("bounds");
        number(bounds, "lower", alert.bounds().lower());
        number(bounds, "upper", alert.bounds().upper());
        data.put("unit", alert.unit());
        ArrayNode evidence = data.putArray("evidence");
        alert.evidence().forEach(kind -> evidence.add(slug(kind)));
        data.put("started", time(alert.started()));
        if (alert.resolved().isPresent()) {
            data.put("resolved", time(alert.resolved().getAsLong()));
        } else {
            data.putNull("resolved");
        }
        data.putObject("links")
                .put("alert", links.alert(alert.alertId()))
                .put("kpi", links.kpi(alert.series().kpi()))
                .put("receipt", links.receipt(alert.alertId()));
        data.putObject("versions")
                .put("model", alert.versions().model())
                .put("calibration", alert.versions().calibration())
                .put("settings", alert.versions().settings())
                .put("detectorCode", alert.versions().detectorCode());
        alert.receipt().ifPresent(receipt -> receipt(data.putObject("receipt"), receipt));
        notification.act().ifPresent(act -> desk(data.putObject("desk"), act));
        return data;
    }

    /** No alert: it has no severity, no bounds and no end. */
    private ObjectNode notable(Notification notification, Notable notable) {
        ObjectNode data = JSON.objectNode();
        data.putObject("notable")
                .put("id", notable.id().value())
                .put("stream", notable.stream().slug())
                .put("side", notable.sign() < 0 ? "lowest" : "highest")
                .put("margin", notable.margin());
        series(data.putObject("series"), notification);
        data.put("sentence", notable.sentence());
        number(data, "value", notable.value());
        data.put("unit", notification.alert().unit()).put("at", time(notable.at()));
        data.putObject("links").put("kpi", links.kpi(notable.series().kpi()));
        return data;
    }

    private static void series(ObjectNode node, Notification notification) {
        AlertEvent alert = notification.alert();
        // As a text: JavaScript's numbers don't hold 64 bits.
        node.put("id", Long.toString(notification.seriesId()))
                .put("kpi", alert.series().kpi())
                .put("text", alert.series().toString());
        ObjectNode labels = node.putObject("labels");
        alert.series().labels().values().forEach(labels::put);
    }

    private static void receipt(ObjectNode node, Receipt receipt) {
        node.put("tuning", receipt.tuning());
        if (receipt.trainedTo() == 0) {
            node.putNull("trainedTo");
        } else {
            node.put("trainedTo", time(receipt.trainedTo()));
        }
        number(node, "profile", receipt.profile());
        number(node, "fastLevel", receipt.fastLevel());
        number(node, "fastSigma", receipt.fastSigma());
        number(node, "slowLevel", receipt.slowLevel());
        number(node, "slowSigma", receipt.slowSigma());
        number(node, "before", receipt.before());
        number(node, "flatLine", receipt.flatLine());
    }

    private static void desk(ObjectNode node, Notification.DeskAct act) {
        node.put("actor", act.actor()).put("comment", act.comment());
        if (act.verdict().isPresent()) {
            node.put("verdict", act.verdict().get());
        } else {
            node.putNull("verdict");
        }
    }

    /** JSON has no infinity, and an expected value may be unknown. */
    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    static String time(long micros) {
        return Micros.toInstant(micros).toString();
    }

    static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

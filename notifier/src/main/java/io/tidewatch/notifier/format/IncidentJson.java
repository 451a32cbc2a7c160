// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.core.alert.Bounds;
import io.tidewatch.core.incident.IncidentReport;

/** The data of an incident's events; its contract is webhook-event.v1.schema.json. */
final class IncidentJson {
    private final Links links;

    IncidentJson(Links links) {
        this.links = links;
    }

    /** What deviates most stands at the top, all that is named stands under "alerts". */
    ObjectNode data(IncidentReport incident) {
        IncidentReport.Member worst = incident.members().getFirst();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putObject("incident").put("id", incident.id().value()).put("alerts", incident.alerts());
        data.put("sentence", incident.title()).put("severity", AlertJson.slug(incident.severity()));
        measured(data, worst);
        ObjectNode shared = data.putObject("labels");
        incident.shared().values().forEach(shared::put);
        data.put("started", AlertJson.time(incident.started()));
        if (incident.resolved().isPresent()) {
            data.put("resolved", AlertJson.time(incident.resolved().getAsLong()));
        } else {
            data.putNull("resolved");
        }
        ArrayNode alerts = data.putArray("alerts");
        for (IncidentReport.Member member : incident.members()) {
            ObjectNode entry = alerts.addObject();
            entry.put("id", member.alert().value())
                    .put("series", member.series().toString())
                    .put("severity", AlertJson.slug(member.severity()));
            measured(entry, member);
            entry.put("link", links.alert(member.alert()));
        }
        data.putObject("links").put("incident", links.incident(incident.id()));
        return data;
    }

    private static void measured(ObjectNode node, IncidentReport.Member member) {
        node.put("score", member.score()).put("direction", member.sign() < 0 ? "below" : "above");
        AlertJson.number(node, "actual", member.actual());
        Bounds expected = member.bounds();
        AlertJson.number(node, "expected", expected.expected());
        ObjectNode bounds = node.putObject("bounds");
        AlertJson.number(bounds, "lower", expected.lower());
        AlertJson.number(bounds, "upper", expected.upper());
        node.put("unit", member.unit());
    }
}

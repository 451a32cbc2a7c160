// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.notifier.event.Notification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where people see more. */
public final class Links {
    private final String base;

    /** @param publicUrl of the UI, as the readers of webhooks reach it */
    public Links(String publicUrl) {
        this.base = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    String base() {
        return base;
    }

    String alert(AlertId id) {
        return base + "/alerts/" + id;
    }

    /** What its evidence was computed from, for programs. */
    String receipt(AlertId id) {
        return base + "/api/v1/alerts/" + id + "/receipt";
    }

    String incident(AlertId id) {
        return base + "/incidents/" + id;
    }

    String of(Notification notification) {
        if (notification.notable().isPresent()) {
            return kpi(notification.alert().series().kpi());
        }
        return notification
                .incident()
                .map(incident -> incident(incident.id()))
                .orElseGet(() -> alert(notification.alert().alertId()));
    }

    String kpi(String name) {
        return base + "/kpis/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

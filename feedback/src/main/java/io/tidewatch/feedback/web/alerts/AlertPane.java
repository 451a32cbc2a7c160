// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.alert.AlertDetail;
import io.tidewatch.feedback.verdict.Effect;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.storage.alert.AlertStatus;
import java.time.Instant;
import java.util.List;

/** An opened alert, as every page shows it that opens one. */
public final class AlertPane {
    private final Desk desk;

    public AlertPane(Desk desk) {
        this.desk = desk;
    }

    /** @throws TidewatchException NOT_FOUND */
    public AlertView of(Here here, AlertId id, Kpis known, Instant now) {
        AlertDetail detail = desk.alerts().detail(id);
        boolean judge = here.viewer().analyst() && detail.alert().status() != AlertStatus.RETRACTED;
        List<Effect> effects = judge ? desk.effects().of(id) : List.of();
        return new AlertViews(here.viewer(), now)
                .of(
                        detail,
                        effects,
                        known.get(detail.alert().series().kpi()),
                        desk.incidents().holding(id));
    }
}

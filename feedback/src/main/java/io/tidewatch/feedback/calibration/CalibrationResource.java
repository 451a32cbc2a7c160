// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calibration;

import io.tidewatch.core.role.Access;
import io.tidewatch.core.time.Micros;
import io.tidewatch.core.verdict.Calibration;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.chart.ChartService;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.desk.Paging;
import io.tidewatch.storage.calibration.CalibrationStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What verdicts made of a series, over HTTP. */
@Path("/api/v1/series/{id}/calibrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verdicts")
public class CalibrationResource {
    private final ChartService series;
    private final CalibrationStore calibrations;

    public CalibrationResource(Desk desk) {
        this.series = desk.charts();
        this.calibrations = new CalibrationStore(desk.workplace().database());
    }

    /**
     * See {@link Calibration}.
     *
     * @param verdicts ids of those that it was fitted to
     * @param own verdicts on the series itself; the others are on series of the same KPI
     * @param newNormalFrom null where no verdict says so
     */
    public record CalibrationJson(
            long version,
            Instant fittedAt,
            double intercept,
            double slope,
            double signEffect,
            int own,
            List<String> verdicts,
            @Nullable Instant newNormalFrom) {
        static CalibrationJson of(CalibrationStore.Fitted fitted) {
            Calibration calibration = fitted.calibration();
            return new CalibrationJson(
                    calibration.version(),
                    fitted.at(),
                    calibration.intercept(),
                    calibration.slope(),
                    calibration.signEffect(),
                    fitted.own(),
                    calibration.verdictIds().stream()
                            .map(id -> Long.toString(id))
                            .toList(),
                    calibration.newNormalFrom() == 0 ? null : Micros.toInstant(calibration.newNormalFrom()));
        }
    }

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Lists what verdicts made of a series, the newest first; the first is in force")
    public List<CalibrationJson> history(@PathParam("id") String id, @QueryParam("limit") @Nullable Integer limit) {
        return calibrations.history(series.key(Ids.series(id)).id(), Paging.limit(limit)).stream()
                .map(CalibrationJson::of)
                .toList();
    }
}

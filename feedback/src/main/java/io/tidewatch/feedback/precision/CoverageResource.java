// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import io.tidewatch.core.detection.Tuning;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.alert.AlertJson;
import io.tidewatch.feedback.desk.Paging;
import io.tidewatch.storage.score.Coverage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
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

/** Live coverage over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Precision")
public class CoverageResource {
    private final CoverageService coverage;

    public CoverageResource(CoverageService coverage) {
        this.coverage = coverage;
    }

    /** Neighbouring points deviate together, so the interval of a short period is too narrow rather than too wide. */
    public record SeenJson(
            long points,
            long inside,
            @Nullable Double share,
            @Nullable Double low,
            @Nullable Double high) {
        static SeenJson of(Coverage seen) {
            if (seen.points() == 0) {
                return new SeenJson(0, 0, null, null, null);
            }
            Wilson interval = Wilson.of(seen.inside(), seen.points());
            return new SeenJson(
                    seen.points(),
                    seen.inside(),
                    (double) seen.inside() / seen.points(),
                    interval.low(),
                    interval.high());
        }
    }

    public record SeriesSeenJson(AlertJson.SeriesJson series, SeenJson seen) {}

    /**
     * What the bounds held.
     *
     * @param asked share of points that the bounds promise to hold
     * @param series the worst covered first
     */
    public record CoverageJson(
            String kpi, Instant from, Instant to, double asked, SeenJson seen, List<SeriesSeenJson> series) {}

    @GET
    @Path("kpis/{kpi}/coverage")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Measures which share of a KPI's points lay within the bounds that were served for them")
    public CoverageJson of(
            @PathParam("kpi") String kpi,
            @QueryParam("days") @DefaultValue("7") int days,
            @QueryParam("limit") @Nullable Integer limit) {
        CoverageService.OfKpi seen = coverage.of(kpi, days);
        return new CoverageJson(
                kpi,
                seen.from(),
                seen.to(),
                Tuning.DEFAULT.boundsLevel(),
                SeenJson.of(seen.seen()),
                seen.series().stream()
                        .limit(Paging.limit(limit))
                        .map(each ->
                                new SeriesSeenJson(AlertJson.SeriesJson.of(each.series()), SeenJson.of(each.seen())))
                        .toList());
    }
}

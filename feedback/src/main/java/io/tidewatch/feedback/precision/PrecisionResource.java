// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.precision;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Measured precision over HTTP. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Precision")
public class PrecisionResource {
    private final PrecisionService precision;

    public PrecisionResource(PrecisionService precision) {
        this.precision = precision;
    }

    /**
     * See {@link Precision}.
     *
     * @param labelled true and false together, the n of the share
     * @param precision null with too few labels
     */
    public record PrecisionJson(
            String kpi,
            Instant from,
            Instant to,
            long alerts,
            long trueAnomalies,
            long falseAlarms,
            long expected,
            long newNormals,
            long unlabelled,
            long labelled,
            boolean tooFewLabels,
            @Nullable Double precision,
            @Nullable Double low,
            @Nullable Double high,
            int series,
            double perSeries,
            double falsePerSeries,
            @Nullable Double budget) {
        static PrecisionJson of(Precision measured) {
            return new PrecisionJson(
                    measured.kpi(),
                    measured.from(),
                    measured.to(),
                    measured.labels().alerts(),
                    measured.labels().trueAnomalies(),
                    measured.labels().falseAlarms(),
                    measured.labels().expected(),
                    measured.labels().newNormals(),
                    measured.labels().unlabelled(),
                    measured.labelled(),
                    measured.tooFewLabels(),
                    measured.share().isPresent() ? measured.share().getAsDouble() : null,
                    measured.interval().map(Wilson::low).orElse(null),
                    measured.interval().map(Wilson::high).orElse(null),
                    measured.series(),
                    measured.perSeries(),
                    measured.falsePerSeries(),
                    measured.budget().isPresent() ? measured.budget().getAsDouble() : null);
        }
    }

    /** See {@link TeamPrecision}. */
    public record TeamJson(String team, List<String> kpis, PrecisionJson measured) {
        static TeamJson of(TeamPrecision team) {
            return new TeamJson(team.team(), team.kpis(), PrecisionJson.of(team.measured()));
        }
    }

    /** All KPIs together, those of each owner, and each. */
    public record AllJson(PrecisionJson overall, List<TeamJson> teams, List<PrecisionJson> kpis) {}

    @GET
    @Path("precision")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Measures precision by the verdicts, and alert volume against the budget")
    public AllJson all(@QueryParam("days") @DefaultValue("28") int days) {
        Duration period = Duration.ofDays(days);
        return new AllJson(
                PrecisionJson.of(precision.overall(period)),
                precision.teams(period).stream().map(TeamJson::of).toList(),
                precision.all(period).stream().map(PrecisionJson::of).toList());
    }

    @GET
    @Path("precision/weeks")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(
            summary = "Measures precision week by week, the oldest first; the last week ends now",
            description = "Of all KPIs, of one, or of those of one owner.")
    public List<PrecisionJson> weeks(
            @QueryParam("weeks") @DefaultValue("12") int weeks,
            @Parameter(description = "a KPI's name") @QueryParam("kpi") @Nullable String kpi,
            @Parameter(description = "an owner of KPIs") @QueryParam("team") @Nullable String team) {
        return precision.weeks(scope(kpi, team), weeks).stream()
                .map(PrecisionJson::of)
                .toList();
    }

    private static PrecisionScope scope(@Nullable String kpi, @Nullable String team) {
        String ofKpi = kpi == null ? "" : kpi.strip();
        String ofTeam = team == null ? "" : team.strip();
        if (!ofKpi.isEmpty() && !ofTeam.isEmpty()) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE, "name a kpi or a team, not both. Leave one of them out.");
        }
        if (!ofKpi.isEmpty()) {
            return new PrecisionScope.OfKpi(ofKpi);
        }
        return ofTeam.isEmpty() ? new PrecisionScope.All() : new PrecisionScope.OfTeam(ofTeam);
    }

    @GET
    @Path("kpis/{kpi}/precision")
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Measures one KPI's precision by the verdicts, and its alert volume against the budget")
    public PrecisionJson one(@PathParam("kpi") String kpi, @QueryParam("days") @DefaultValue("28") int days) {
        return PrecisionJson.of(precision.of(kpi, Duration.ofDays(days)));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.detector;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.kpi.KpiService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Detectors as a YAML document, out and in. */
@Path("/api/v1/detectors-as-code")
@Tag(name = "Detectors")
public class DetectorCodeResource {
    private static final String YAML = "application/yaml";

    private final DetectorCode code;

    public DetectorCodeResource(DetectorService detectors, KpiService kpis) {
        this.code = new DetectorCode(detectors, kpis);
    }

    /** @param dryRun whether nothing was changed */
    public record AppliedJson(boolean dryRun, List<DetectorCode.Change> changes) {}

    @GET
    @Produces(YAML)
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(summary = "Detectors as YAML, to keep beside other code")
    public String export(@Parameter(description = "of this KPI alone") @QueryParam("kpi") @Nullable String kpi) {
        return code.export(kpi);
    }

    @PUT
    @Consumes({YAML, "text/yaml", "application/x-yaml"})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.ANALYST)
    @Operation(
            summary = "Makes detectors what a YAML document says, and names what differs; known by KPI and name",
            description =
                    "Nothing is changed where anything in the document is wrong: the answer names lines and fields. With"
                            + " dryRun it only says what would be done.")
    @APIResponse(responseCode = "400", description = "The document is wrong; nothing was changed")
    public AppliedJson apply(
            @Nullable String document,
            @QueryParam("prune") @DefaultValue("false") boolean prune,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @Context SecurityContext security) {
        return new AppliedJson(dryRun, code.apply(Body.required(document), prune, dryRun, Actors.of(security)));
    }
}

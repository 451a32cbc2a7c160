// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar.ics;

import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Actors;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.desk.Slug;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** iCalendar files over HTTP. */
@Path("/api/v1/calendar-import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calendar")
public class IcsResource {
    private final IcsImport ics;

    public IcsResource(Desk desk) {
        this.ics = new IcsImport(desk.workplace());
    }

    /** @param dryRun whether nothing was changed */
    public record ImportedJson(
            boolean dryRun, int created, int changed, int unchanged, List<IcsImport.Skipped> skipped) {}

    @POST
    @Consumes("text/calendar")
    @RolesAllowed(Access.ANALYST)
    @Operation(
            summary = "Enters the events of an iCalendar file (.ics); sent again, it changes what it entered before",
            description =
                    "All-day events and times without a zone that simply repeat go on repeating on the clock of each KPI. What"
                            + " follows a zone or a rule of its own is entered for each time within a year before and two years after now, so"
                            + " that also the past is explained.")
    @APIResponse(responseCode = "400", description = "It is no iCalendar file; nothing was entered")
    public ImportedJson load(
            @Nullable String file,
            @Parameter(description = "event or holiday") @QueryParam("kind") @DefaultValue("event") String kind,
            @Parameter(description = "a KPI's name, * stands for anything; several repeated, all KPIs where left out")
                    @QueryParam("kpi")
                    @Nullable
                    List<String> kpis,
            @Parameter(description = "name=pattern of a label; several repeated") @QueryParam("label") @Nullable
                    List<String> labels,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @Context SecurityContext security) {
        IcsImport.Imported done = ics.load(Body.required(file), scope(kind, kpis, labels), dryRun, Actors.of(security));
        return new ImportedJson(dryRun, done.created(), done.changed(), done.unchanged(), done.skipped());
    }

    private static IcsImport.Scope scope(String kind, @Nullable List<String> kpis, @Nullable List<String> labels) {
        Map<String, NamePattern> patterns = new TreeMap<>();
        for (String label : labels == null ? List.<String>of() : labels) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw new TidewatchException(
                        ErrorCode.INVALID_VALUE,
                        "label \"" + label.substring(0, Math.min(80, label.length()))
                                + "\" is no name=pattern. Write label=country=DE.");
            }
            patterns.put(label.substring(0, equals), new NamePattern(label.substring(equals + 1)));
        }
        try {
            return new IcsImport.Scope(
                    Slug.read(CalendarKind.class, "kind", kind),
                    (kpis == null ? List.<String>of() : kpis)
                            .stream().map(NamePattern::new).toList(),
                    patterns);
        } catch (IllegalArgumentException e) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, String.valueOf(e.getMessage()), e);
        }
    }
}

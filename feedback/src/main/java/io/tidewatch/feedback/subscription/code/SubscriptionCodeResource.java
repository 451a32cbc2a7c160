// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.desk.Body;
import io.tidewatch.feedback.subscription.Caller;
import io.tidewatch.feedback.subscription.SubscriptionService;
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
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's subscriptions as a YAML document, out and in. */
@Path("/api/v1/subscriptions-as-code")
@Tag(name = "Subscriptions")
public class SubscriptionCodeResource {
    private static final String YAML = "application/yaml";

    private final SubscriptionCode code;

    public SubscriptionCodeResource(SubscriptionService subscriptions) {
        this.code = new SubscriptionCode(subscriptions);
    }

    public record AppliedJson(boolean dryRun, List<SubscriptionCode.Change> changes) {}

    @GET
    @Produces(YAML)
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "Your subscriptions as YAML, without secrets and credentials")
    public String export(@Context SecurityContext security) {
        return code.export(Caller.of(security));
    }

    @PUT
    @Consumes({YAML, "text/yaml", "application/x-yaml"})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.VIEWER)
    @Operation(
            summary = "Makes your subscriptions what a YAML document says; they are known by their names",
            description =
                    "Nothing is changed where anything in the document is wrong: the answer names line and field. "
                            + "The signing secret of one that is created stands in the answer, this once.")
    public AppliedJson apply(
            @Nullable String document,
            @QueryParam("prune") @DefaultValue("false") boolean prune,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @Context SecurityContext security) {
        return new AppliedJson(dryRun, code.apply(Body.required(document), prune, dryRun, Caller.of(security)));
    }

    /** As a page's form sends it. */
    public record DocumentBody(@Nullable String document, boolean prune) {}

    /** @param secrets of new ones, a line each with the name; null where there is none */
    public record ImportedJson(String message, @Nullable String secrets) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Access.VIEWER)
    @Operation(summary = "The same, with the document as a field of JSON")
    public ImportedJson imported(@Nullable DocumentBody body, @Context SecurityContext security) {
        DocumentBody given = Body.required(body);
        List<SubscriptionCode.Change> changes =
                code.apply(Body.field("document", given.document()), given.prune(), false, Caller.of(security));
        String secrets = changes.stream()
                .filter(change -> change.secret() != null)
                .map(change -> change.name() + ": " + change.secret())
                .collect(Collectors.joining("\n"));
        String message = changes.stream()
                .map(change -> change.name() + " " + change.action())
                .collect(Collectors.joining(", "));
        return new ImportedJson(message.isEmpty() ? "nothing to do" : message, secrets.isEmpty() ? null : secrets);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import io.tidewatch.storage.people.Person;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Local accounts, for admins. */
@Path("/api/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Access.ADMIN)
public class PeopleResource {
    /** @param secretPending whether the handed-over secret was not replaced yet */
    public record PersonView(String name, String role, boolean disabled, boolean secretPending, Instant created) {
        static PersonView of(Person person) {
            return new PersonView(person.name(), person.role(), person.disabled(), person.oneTime(), person.created());
        }
    }

    public record NewPerson(@Nullable String name, @Nullable String role) {}

    public record Change(@Nullable String role, @Nullable Boolean disabled) {}

    /** @param secret shown this once; the person's first sign-in replaces it */
    public record Secret(String name, String secret) {}

    private final Accounts accounts;

    @Inject
    PeopleResource(Accounts accounts) {
        this.accounts = accounts;
    }

    @GET
    @Operation(summary = "All people")
    public List<PersonView> all() {
        return accounts.all().stream().map(PersonView::of).toList();
    }

    @POST
    @Operation(summary = "Add a person; the answer has a one-time secret")
    public Response add(NewPerson person, @Context SecurityContext actor) {
        String name = required("name", person.name());
        String secret = accounts.add(
                name, required("role", person.role()), actor.getUserPrincipal().getName());
        return Response.created(URI.create("/api/v1/people/" + name))
                .entity(new Secret(name, secret))
                .build();
    }

    @PUT
    @Path("{name}")
    @Operation(summary = "Change a person's role, or disable them; their sessions end")
    public void change(@PathParam("name") String name, Change change, @Context SecurityContext actor) {
        boolean disabled = Boolean.TRUE.equals(change.disabled());
        accounts.change(
                name,
                required("role", change.role()),
                disabled,
                actor.getUserPrincipal().getName());
    }

    @DELETE
    @Path("{name}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Delete a person's account and sessions",
            description =
                    "Verdicts and the audit log keep the name. The keys that the person made go on; revoke those apart.")
    public void delete(@PathParam("name") String name, @Context SecurityContext actor) {
        accounts.delete(name, actor.getUserPrincipal().getName());
    }

    @POST
    @Path("{name}/secret")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Replace a person's password by a new one-time secret; their sessions end")
    public Secret reset(@PathParam("name") String name, @Context SecurityContext actor) {
        return new Secret(name, accounts.reset(name, actor.getUserPrincipal().getName()));
    }

    static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, field + " is missing");
        }
        return value.strip();
    }
}

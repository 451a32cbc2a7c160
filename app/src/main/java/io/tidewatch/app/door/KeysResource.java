// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.tidewatch.core.role.Access;
import io.tidewatch.storage.people.ApiKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Programs' keys, for admins. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Access.ADMIN)
public class KeysResource {
    public record KeyView(
            String prefix,
            String label,
            Set<String> scopes,
            String createdBy,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant revoked,
            @Nullable Instant used) {
        static KeyView of(ApiKey key) {
            return new KeyView(
                    key.prefix(),
                    key.label(),
                    new TreeSet<>(key.scopes()),
                    key.createdBy(),
                    key.created(),
                    key.expires().orElse(null),
                    key.revoked().orElse(null),
                    key.used().orElse(null));
        }
    }

    public record NewKey(
            @Nullable String label,
            @Nullable Set<String> scopes,
            @Nullable Instant expires) {}

    /** @param key shown this once */
    public record Minted(String prefix, String key) {}

    private final Keys keys;

    @Inject
    KeysResource(Keys keys) {
        this.keys = keys;
    }

    @GET
    @Operation(summary = "All keys, revoked ones too, without their secrets")
    public List<KeyView> all() {
        return keys.all().stream().map(KeyView::of).toList();
    }

    @POST
    @Operation(summary = "Make a key; the answer has its only copy")
    public Response mint(NewKey wanted, @Context SecurityContext actor) {
        Set<String> scopes = wanted.scopes() == null ? Set.of() : wanted.scopes();
        Keys.Minted minted = keys.mint(
                PeopleResource.required("label", wanted.label()),
                scopes,
                Optional.ofNullable(wanted.expires()),
                actor.getUserPrincipal().getName());
        return Response.created(URI.create("/api/v1/keys/" + minted.key().prefix()))
                .entity(new Minted(minted.key().prefix(), minted.text()))
                .build();
    }

    @DELETE
    @Path("{prefix}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Revoke a key; it stops working within seconds, everywhere")
    public void revoke(@PathParam("prefix") String prefix, @Context SecurityContext actor) {
        keys.revoke(prefix, actor.getUserPrincipal().getName());
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Our own style and script, also for the sign-in page. */
@Path("/ui/{version}/{name}")
public class AssetResource {
    @GET
    @PermitAll
    public Response file(@PathParam("version") String version, @PathParam("name") String name) {
        Assets assets = Site.get().assets();
        // A page of the version before still gets today's file, but must not keep it under the old name.
        String keep = assets.path().endsWith("/" + version) ? "public, max-age=31536000, immutable" : "no-store";
        return assets.file(name)
                .map(content -> Response.ok(content, Assets.type(name)).header("Cache-Control", keep))
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND))
                .build();
    }
}

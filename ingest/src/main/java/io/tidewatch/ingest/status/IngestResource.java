// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.status;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.role.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** What comes in, and what is refused. */
@Path("/api/v1/ingest")
public class IngestResource {
    private static final int MOST = 1_000;

    private final IngestView view;

    @Inject
    public IngestResource(IngestView view) {
        this.view = view;
    }

    /** Counts of this process since its start, series, cardinality of labels, the hottest series. */
    @GET
    @Path("status")
    @RolesAllowed({Access.VIEWER, Access.READ})
    public IngestStatus status() {
        return view.status();
    }

    /** The latest refused input with its cause, the last first; of all processes. */
    @GET
    @Path("rejected")
    @RolesAllowed({Access.ANALYST})
    public List<RejectedInput> rejected(@QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new TidewatchException(ErrorCode.INVALID_VALUE, "limit must be 1 to " + MOST + ", not " + limit);
        }
        return view.rejected(limit);
    }
}

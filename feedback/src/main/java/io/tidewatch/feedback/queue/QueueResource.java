// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.alert.AlertJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The label queue over HTTP. */
@Path("/api/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verdicts")
public class QueueResource {
    private final QueueService queue;

    public QueueResource(QueueService queue) {
        this.queue = queue;
    }

    /** See {@link Question}. */
    public record QuestionJson(AlertJson alert, double chance, double narrows, double moves) {}

    /** See {@link Questions}. */
    public record QuestionsJson(long waiting, List<QuestionJson> items) {}

    @GET
    @RolesAllowed({Access.VIEWER, Access.READ})
    @Operation(
            summary = "Lists alerts without a verdict, the most telling first",
            description =
                    "Ordered by how much a verdict is expected to narrow the KPI's precision interval and to move the"
                            + " threshold of its series. At most 40: what follows depends on what is said about these.")
    public QuestionsJson questions() {
        Questions questions = queue.questions();
        return new QuestionsJson(
                questions.waiting(),
                questions.first().stream()
                        .map(question -> new QuestionJson(
                                AlertJson.of(question.alert()),
                                question.chance(),
                                question.narrows(),
                                question.moves()))
                        .toList());
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.forecaster.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.role.Access;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code POST /invocations} as MLflow's scoring server has it. */
@Path("/invocations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Access.VIEWER, Access.READ})
public class InvocationResource {
    private final Predictor predictor;
    private final ObjectMapper json = new ObjectMapper();

    public InvocationResource(Predictor predictor) {
        this.predictor = predictor;
    }

    public record Answer(List<Prediction> predictions) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Answer ask(String body) throws JsonProcessingException {
        return new Answer(predictor.answer(Question.of(json.readTree(body))));
    }

    @POST
    @Consumes("text/csv")
    public Answer askByCsv(String body) {
        return new Answer(predictor.answer(Question.of(body)));
    }
}

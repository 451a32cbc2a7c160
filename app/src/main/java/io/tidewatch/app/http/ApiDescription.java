// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * What the annotations of single endpoints can't say: that every refusal is a problem document, how callers show who they are, and
 * an example of each body.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String EXAMPLES = "examples.json";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = Objects.requireNonNullElseGet(api.getComponents(), OASFactory::createComponents);
        api.setComponents(components);
        components.addSchema(PROBLEM, problem());
        components.addSecurityScheme(
                "key",
                OASFactory.createSecurityScheme()
                        .type(org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key, tw_…; its scopes are ingest and read."));
        examples().forEach((name, example) -> {
            Schema schema = components.getSchemas().get(name);
            if (schema != null) {
                schema.setExamples(List.of(example));
            }
        });
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(ApiDescription::mayRefuse));
    }

    private static void mayRefuse(Operation operation) {
        APIResponse refusal = OASFactory.createAPIResponse()
                .description("Refused, with a code for programs and a sentence for people")
                .content(problemContent());
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") && response.getContent() == null) {
                response.setContent(problemContent());
            }
        });
        if (!operation.getResponses().hasAPIResponse("default")) {
            operation.getResponses().addAPIResponse("default", refusal);
        }
    }

    private static Content problemContent() {
        return OASFactory.createContent()
                .addMediaType(
                        ProblemDetail.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM)));
    }

    private static Schema problem() {
        Schema problem = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457; a conflict of verdicts also has \"theirs\" and \"yours\"");
        for (String field : List.of("type", "title", "detail", "code")) {
            problem.addProperty(field, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        problem.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
        problem.setExamples(List.of(Map.of(
                "type", "urn:tidewatch:problem:not-found",
                "title", "Not Found",
                "status", 404,
                "detail", "no KPI \"signup\". Create it, or check the name.",
                "code", "not-found")));
        return problem;
    }

    /** By the name of a body's schema. */
    private static Map<String, Object> examples() {
        try (InputStream file = Objects.requireNonNull(ApiDescription.class.getResourceAsStream(EXAMPLES), EXAMPLES)) {
            return new ObjectMapper().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

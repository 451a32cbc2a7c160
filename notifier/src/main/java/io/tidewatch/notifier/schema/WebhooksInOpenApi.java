// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.notifier.format.Formats;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says in the OpenAPI document what receivers get: the published schema as it is, under "webhooks". */
public final class WebhooksInOpenApi implements OASFilter {
    private static final String NAME = "WebhookEvent";

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        if (openApi.getComponents() == null) {
            openApi.setComponents(OASFactory.createComponents());
        }
        openApi.getComponents().addSchema(NAME, schema());
        openApi.addWebhook("event", OASFactory.createPathItem().POST(delivery()));
    }

    private static Operation delivery() {
        APIResponses answers = OASFactory.createAPIResponses()
                .addAPIResponse(
                        "2XX", OASFactory.createAPIResponse().description("Taken; anything else is tried again."))
                .addAPIResponse(
                        "410", OASFactory.createAPIResponse().description("Gone: the subscription is switched off."));
        return OASFactory.createOperation()
                .summary("An event, as a subscription in the standard format gets it")
                .addTag("Subscriptions")
                .addParameter(header("webhook-id", "The same at every try; drop what you have seen."))
                .addParameter(header("webhook-timestamp", "Of the try, in seconds since 1970."))
                .addParameter(
                        header("webhook-signature", "v1, and HMAC-SHA256 of id.timestamp.body; one for each secret."))
                .requestBody(OASFactory.createRequestBody()
                        .required(true)
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        "application/json",
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref("#/components/schemas/" + NAME)))))
                .responses(answers);
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(true)
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    /** References inside it count from its own $id, so it stands here word for word. */
    private static Schema schema() {
        Schema schema = OASFactory.createSchema();
        try {
            Map<String, Object> published =
                    new ObjectMapper().readValue(Formats.SCHEMA, new TypeReference<LinkedHashMap<String, Object>>() {});
            published.forEach(schema::set);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the published schema is no JSON: " + e.getMessage(), e);
        }
        return schema;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tidewatch.app.door.Refusal;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error becomes problem+json, in one place. What nobody foresaw is logged with its trace and answered without. */
class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @ServerExceptionMapper
    Response refused(TidewatchException e) {
        Response answer =
                ProblemDetail.of(e.code(), String.valueOf(e.getMessage())).response(e.members());
        boolean later = e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.TOO_MANY_REQUESTS;
        return later ? Response.fromResponse(answer).header("Retry-After", 5).build() : answer;
    }

    @ServerExceptionMapper
    Response stranger(UnauthorizedException e, RoutingContext request) {
        if (Refusal.wantsPage(request)) {
            return Response.status(Response.Status.FOUND)
                    .location(URI.create(Refusal.signIn(request)))
                    .build();
        }
        Response answer = ProblemDetail.of(
                        ErrorCode.UNAUTHENTICATED,
                        "Sign in, or send an API key: Authorization: Bearer tw_…. Admins make keys with POST /api/v1/keys.")
                .response();
        return Response.fromResponse(answer)
                .header("WWW-Authenticate", "Bearer realm=\"tidewatch\"")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return ProblemDetail.of(
                        ErrorCode.FORBIDDEN, "You are signed in, but your role or key's scope doesn't allow this.")
                .response();
    }

    @ServerExceptionMapper
    Response notJson(JsonProcessingException e) {
        return malformed(e);
    }

    @ServerExceptionMapper
    Response databaseAway(ConnectionException e) {
        LOG.warn("The database is away: {}", e.getMessage());
        Response answer = ProblemDetail.of(ErrorCode.UNAVAILABLE, "The database is away; try again later.")
                .response();
        return Response.fromResponse(answer).header("Retry-After", 5).build();
    }

    /** What JAX-RS itself throws: no such path, method, media type. */
    @ServerExceptionMapper
    Response byTheServer(WebApplicationException e) {
        Response given = e.getResponse();
        if (given.hasEntity() || given.getStatus() < 400) {
            return given;
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json);
        }
        Response answer = of(given.getStatus(), String.valueOf(e.getMessage()));
        Response.ResponseBuilder built = Response.fromResponse(answer);
        given.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> built.header(name, value));
            }
        });
        return built.build();
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable e, RoutingContext request) {
        LOG.error("{} {} failed", request.request().method(), request.normalizedPath(), e);
        return ProblemDetail.of("internal", 500, "Something went wrong here; the log says more. Nothing was half done.")
                .response();
    }

    private static Response of(int status, String detail) {
        return switch (status) {
            case 400 -> ProblemDetail.of(ErrorCode.MALFORMED, detail).response();
            case 404 ->
                ProblemDetail.of(ErrorCode.NOT_FOUND, "There is nothing at this path; /q/openapi lists what there is.")
                        .response();
            case 405 ->
                ProblemDetail.of(405, "This path exists, but not with this method.")
                        .response();
            case 406 ->
                ProblemDetail.of(406, "None of the media types in Accept can be served here.")
                        .response();
            case 413 ->
                ProblemDetail.of(
                                ErrorCode.TOO_LARGE,
                                "The request is larger than the limit; send smaller ones, or raise quarkus.http.limits.max-body-size.")
                        .response();
            case 415 ->
                ProblemDetail.of(
                                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                "This Content-Type isn't taken here; /q/openapi lists those that are.")
                        .response();
            default -> ProblemDetail.of(status, detail).response();
        };
    }

    /** Says where in the document it went wrong, and never what class was to be made of it. */
    private static Response malformed(JsonProcessingException e) {
        StringBuilder detail = new StringBuilder("The body isn't the JSON that is expected here");
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            detail.append(", at ").append(path(mapping.getPath()));
        }
        if (e.getLocation() != null) {
            detail.append(", line ")
                    .append(e.getLocation().getLineNr())
                    .append(", column ")
                    .append(e.getLocation().getColumnNr());
        }
        return ProblemDetail.of(ErrorCode.MALFORMED, detail.append('.').toString())
                .response();
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.tidewatch.core.error.TidewatchException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One method of a resource, found by its path. */
record Route(Object resource, Method method, String verb, Pattern path, List<String> names) {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)(?::([^}]+))?}");

    static List<Route> of(Object resource) {
        Path root = resource.getClass().getAnnotation(Path.class);
        List<Route> routes = new ArrayList<>();
        for (Method method : resource.getClass().getMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    Path own = method.getAnnotation(Path.class);
                    String whole = (root == null ? "" : root.value()) + "/" + (own == null ? "" : own.value());
                    routes.add(route(resource, method, verb.value(), whole.replaceAll("/+", "/")));
                }
            }
        }
        // Words before variables, as JAX-RS has it.
        routes.sort(Comparator.comparingInt(route -> route.names().size()));
        return routes;
    }

    private static Route route(Object resource, Method method, String verb, String template) {
        String trimmed = template.length() > 1 && template.endsWith("/")
                ? template.substring(0, template.length() - 1)
                : template;
        List<String> names = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = NAME.matcher(trimmed.startsWith("/") ? trimmed : "/" + trimmed);
        while (matcher.find()) {
            names.add(matcher.group(1));
            String shape = matcher.group(2) == null ? "[^/]+" : matcher.group(2);
            matcher.appendReplacement(pattern, Matcher.quoteReplacement("(" + shape + ")"));
        }
        matcher.appendTail(pattern);
        return new Route(resource, method, verb, Pattern.compile(pattern.toString()), names);
    }

    Optional<Map<String, String>> match(String wanted, String address) {
        Matcher matcher = path.matcher(address);
        if (!verb.equals(wanted) || !matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(values);
    }

    @Nullable
    Object call(Map<String, String> values, HttpExchange exchange, ObjectMapper json)
            throws IOException, ReflectiveOperationException {
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = argument(parameters[i], values, exchange, json);
        }
        try {
            return method.invoke(resource, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof TidewatchException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(method + " failed: " + e.getCause(), e.getCause());
        }
    }

    private static @Nullable Object argument(
            Parameter parameter, Map<String, String> values, HttpExchange exchange, ObjectMapper json)
            throws IOException {
        if (parameter.getAnnotation(PathParam.class) instanceof PathParam name) {
            return values.get(name.value());
        }
        if (parameter.getAnnotation(QueryParam.class) instanceof QueryParam name) {
            String text = query(exchange).get(name.value());
            if (text == null && parameter.getAnnotation(DefaultValue.class) instanceof DefaultValue otherwise) {
                text = otherwise.value();
            }
            return text == null ? null : json.convertValue(text, parameter.getType());
        }
        if (parameter.getAnnotation(HeaderParam.class) instanceof HeaderParam name) {
            return exchange.getRequestHeaders().getFirst(name.value());
        }
        if (parameter.isAnnotationPresent(Context.class)) {
            return new Analyst();
        }
        if (parameter.getAnnotations().length == 0) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (parameter.getType() == String.class) {
                return new String(body, UTF_8);
            }
            return body.length == 0 ? null : json.readValue(body, parameter.getType());
        }
        return null;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> values = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return values;
    }
}

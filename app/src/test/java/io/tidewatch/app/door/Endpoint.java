// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every JAX-RS endpoint on the class path, found by its annotations. */
record Endpoint(String method, String path, String consumes, Set<String> roles, boolean open) {
    static List<Endpoint> all() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.tidewatch")) {
            if (found.isAnnotatedWith(Path.class)) {
                Class<?> resource = found.reflect();
                for (Method method : resource.getDeclaredMethods()) {
                    httpMethod(method).ifPresent(name -> endpoints.add(of(resource, method, name)));
                }
            }
        }
        return endpoints;
    }

    private static Endpoint of(Class<?> resource, Method method, String name) {
        Path own = method.getAnnotation(Path.class);
        String path = ("/" + resource.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value()))
                .replaceAll("/+", "/")
                .replaceAll("\\{[^}]*}", "1");
        Consumes consumes = method.isAnnotationPresent(Consumes.class)
                ? method.getAnnotation(Consumes.class)
                : resource.getAnnotation(Consumes.class);
        String type = consumes == null || consumes.value()[0].contains("*") ? "application/json" : consumes.value()[0];
        RolesAllowed allowed = method.isAnnotationPresent(RolesAllowed.class)
                ? method.getAnnotation(RolesAllowed.class)
                : resource.getAnnotation(RolesAllowed.class);
        return new Endpoint(
                name,
                path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                type,
                allowed == null ? Set.of() : Set.copyOf(Arrays.asList(allowed.value())),
                method.isAnnotationPresent(PermitAll.class));
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import io.quarkus.qute.EvalContext;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.RawString;
import java.util.concurrent.CompletionStage;

/** {@code {shape:severity('high')}}: the mark of a severity, told apart by shape as well as by colour. */
final class Shapes implements NamespaceResolver {
    @Override
    public String getNamespace() {
        return "shape";
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        return context.evaluate(context.getParams().getFirst()).thenApply(name -> severity(String.valueOf(name)));
    }

    static RawString severity(String name) {
        String outline = switch (name) {
            case "high" -> "<path d=\"M6 1 11.5 11H.5z\"/>";
            case "medium" -> "<path d=\"M6 .5 11.5 6 6 11.5.5 6z\"/>";
            default -> "<circle cx=\"6\" cy=\"6\" r=\"4\"/>";
        };
        String known = switch (name) {
            case "high", "medium" -> name;
            default -> "low";
        };
        return new RawString("<svg class=\"shape shape-" + known + "\" viewBox=\"0 0 12 12\" role=\"img\" aria-label=\""
                + known + " severity\">" + outline + "</svg>");
    }
}

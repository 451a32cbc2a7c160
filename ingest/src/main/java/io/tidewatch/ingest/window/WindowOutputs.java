// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.window;

import io.tidewatch.ingest.mapping.Formula;
import io.tidewatch.ingest.window.wire.Guard;
import io.tidewatch.ingest.window.wire.Input;
import io.tidewatch.ingest.window.wire.Output;
import io.tidewatch.ingest.window.wire.Window;
import io.tidewatch.ingest.window.wire.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a window gives for each output of its spec. */
final class WindowOutputs {
    private final WindowSpec spec;
    private final List<Formula> formulas = new ArrayList<>();
    private final Map<String, Input> inputs = new HashMap<>();

    /** @throws IllegalArgumentException where a formula makes no sense, which no door lets through */
    WindowOutputs(WindowSpec spec) {
        this.spec = spec;
        spec.getInputsList().forEach(input -> inputs.put(input.getName(), input));
        for (Output output : spec.getOutputsList()) {
            formulas.add(Formula.parse(output.getFormula().isEmpty() ? "0" : output.getFormula()));
        }
    }

    /** In the order of the outputs; NaN where there is nothing to say. */
    double[] of(Window window, Window before) {
        double[] results = new double[spec.getOutputsCount()];
        Map<String, Double> values = WindowMath.values(spec.getInputsList(), window, before, spec.getStepMicros());
        boolean guarded = false;
        for (Guard guard : spec.getGuardsList()) {
            guarded |= !(values.getOrDefault(guard.getInput(), Double.NaN) >= guard.getLeast());
        }
        for (int i = 0; i < results.length; i++) {
            Output output = spec.getOutputs(i);
            Input histogram = inputs.get(output.getHistogram());
            double value = histogram == null
                    ? formulas.get(i).value(name -> values.getOrDefault(name, Double.NaN))
                    : WindowMath.quantile(histogram, window, before, output.getQuantile());
            results[i] = guarded || !Double.isFinite(value) ? Double.NaN : value;
        }
        return results;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who is told of what. */
public final class Routing {
    private final List<Stage> stages;

    /**
     * What a stage said.
     *
     * @param ruling empty where it let the event pass
     */
    public record Step(String question, Optional<Ruling> ruling) {}

    private Routing(Stage... stages) {
        this.stages = List.of(stages);
    }

    /**
     * The way of every event, read from top to bottom: what the subscription asked for, what would be news to nobody, what
     * people hold back for all, what the subscription holds back for itself, and at last whether it travels alone.
     */
    public static Routing under(Circumstances circumstances) {
        return new Routing(
                new Wants.Kind(),
                new Wants.KpiName(),
                new Wants.LabelValues(),
                new Wants.SeverityOrToldBefore(),
                new Quiet.BeforeFirstStart(circumstances.notBefore()),
                new Quiet.BeginningHeld(),
                new Quiet.Silenced(circumstances.silences()),
                new Quiet.Inhibited(circumstances.open(), circumstances.now()),
                new Quiet.Hours(circumstances.now()),
                new Quiet.Unacknowledged(circumstances.now()),
                new Delivery.Grouped(circumstances.now()));
    }

    /** What nobody objects to is sent. */
    public Ruling rule(Candidate candidate) {
        for (Stage stage : stages) {
            Optional<Ruling> ruling = stage.judge(candidate);
            if (ruling.isPresent()) {
                return ruling.get();
            }
        }
        return new Ruling.Send(RouteReason.WANTED);
    }

    /** Each stage up to the one that ruled, for people who ask why. */
    public List<Step> explain(Candidate candidate) {
        List<Step> steps = new ArrayList<>();
        for (Stage stage : stages) {
            Optional<Ruling> ruling = stage.judge(candidate);
            steps.add(new Step(stage.question(), ruling));
            if (ruling.isPresent()) {
                break;
            }
        }
        return steps;
    }
}

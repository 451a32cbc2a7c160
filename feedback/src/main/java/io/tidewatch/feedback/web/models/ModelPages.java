// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.models;

import io.tidewatch.core.kpi.Kpi;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.kpi.KpiSettings;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.models.ModelsView.Line;
import io.tidewatch.feedback.web.models.ModelsView.Progress;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Links;
import io.tidewatch.storage.forecast.ModelVersion;
import io.tidewatch.storage.forecast.RunState;
import io.tidewatch.storage.forecast.SetAside;
import io.tidewatch.storage.forecast.TrainingRun;
import io.tidewatch.storage.forecast.TrainingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the pages of models together. */
final class ModelPages {
    private static final int RUNS = 12;
    private static final int REASONS = 3;

    private final Desk desk;
    private final TrainingStore trainings;

    ModelPages(Desk desk) {
        this.desk = desk;
        this.trainings = new TrainingStore(desk.workplace().database());
    }

    ModelsView list(Here here) {
        Instant now = desk.workplace().now();
        List<Line> lines = new ArrayList<>();
        int failed = 0;
        for (KpiSettings settings : desk.kpis().all()) {
            Kpi kpi = settings.kpi();
            Optional<ModelVersion> champion = desk.models().champion(kpi.name());
            Optional<TrainingRun> last = trainings.runs(kpi.name(), 1).stream().findFirst();
            boolean bad = last.filter(run -> run.state() == RunState.FAILED).isPresent();
            failed += bad ? 1 : 0;
            lines.add(new Line(
                    kpi.name(),
                    "/models/" + Links.segment(kpi.name()),
                    champion.map(model -> "v" + model.version()).orElse("none yet"),
                    champion.map(model -> clock(Micros.toInstant(model.trainedTo()), now, kpi))
                            .orElse("–"),
                    champion.map(model -> String.valueOf(model.series())).orElse("0"),
                    last.map(run -> outcome(run) + ", "
                                    + Spans.ago(run.finishedAt().orElse(run.createdAt()), now))
                            .orElse("never trained"),
                    bad));
        }
        List<TrainingRun> running = trainings.running();
        return new ModelsView(
                here.frame("Models", Section.MODELS, desk.alerts().counts().open()),
                sentence(lines.size(), failed, running.size()),
                progress(running, now),
                lines,
                here.viewer().analyst());
    }

    private static String sentence(int kpis, int failed, int running) {
        if (running > 0) {
            return running == 1 ? "1 KPI is being trained" : running + " KPIs are being trained";
        }
        if (kpis == 0) {
            return "Nothing is trained yet";
        }
        return failed == 0
                ? "Every KPI's last training went well"
                : failed + " of " + kpis + " KPIs failed in their last training";
    }

    /** Null while nothing runs. */
    private static @Nullable Progress progress(List<TrainingRun> running, Instant now) {
        int total = running.stream().mapToInt(run -> run.progress().total()).sum();
        if (total == 0) {
            return null;
        }
        int waiting = running.stream().mapToInt(run -> run.progress().waiting()).sum();
        int failed = running.stream().mapToInt(run -> run.progress().failed()).sum();
        int done = total - waiting;
        Instant began = running.stream()
                .map(TrainingRun::createdAt)
                .min(Comparator.naturalOrder())
                .orElse(now);
        double seconds = Math.max(1, Duration.between(began, now).toSeconds());
        double rate = done / seconds;
        String left = rate > 0 && waiting > 0
                ? ", " + Numbers.value(rate) + " a second, about "
                        + Spans.words(Duration.ofSeconds((long) (waiting / rate))) + " left"
                : "";
        String says = Numbers.count(done) + " of " + Numbers.count(total) + " series"
                + (failed > 0 ? ", " + failed + " failed" : "") + left;
        return new Progress((int) Math.round(100.0 * done / total), says);
    }

    ModelView page(Here here, String name) {
        Instant now = desk.workplace().now();
        Kpi kpi = desk.kpis().find(name).kpi();
        List<ModelVersion> versions = desk.models().versions(name);
        List<String> metrics = versions.stream()
                .flatMap(version -> version.metrics().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return new ModelView(
                here.frame(name, Section.MODELS, desk.alerts().counts().open()),
                name,
                Links.kpi(name),
                Comparison.of(versions),
                metrics.stream().map(metric -> metric.replace('_', ' ')).toList(),
                versions.stream()
                        .map(version -> version(version, metrics, kpi, now))
                        .toList(),
                trainings.runs(name, RUNS).stream()
                        .map(run -> run(run, kpi, now))
                        .toList(),
                here.viewer().analyst(),
                versions.stream().anyMatch(version -> version.state() == ModelVersion.State.RETIRED));
    }

    private static ModelView.Version version(ModelVersion version, List<String> metrics, Kpi kpi, Instant now) {
        return new ModelView.Version(
                version.version(),
                version.state().slug(),
                version.state() == ModelVersion.State.CHAMPION,
                clock(Micros.toInstant(version.trainedTo()), now, kpi),
                String.valueOf(version.series()),
                version.methods().entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(method -> method.getKey() + (method.getValue() > 1 ? " × " + method.getValue() : ""))
                        .collect(Collectors.joining(", ")),
                metrics.stream()
                        .map(metric -> Optional.ofNullable(version.metrics().get(metric))
                                .map(Numbers::value)
                                .orElse("–"))
                        .toList(),
                version.dataDigest()
                        .substring(0, Math.min(8, version.dataDigest().length())));
    }

    private ModelView.Run run(TrainingRun run, Kpi kpi, Instant now) {
        Moment when = Moment.of(run.createdAt(), now, kpi.zone());
        TrainingRun.Progress progress = run.progress();
        List<String> says = new ArrayList<>();
        says.add(progress.done() + " of " + progress.total() + " series trained");
        if (progress.skipped() > 0) {
            says.add(progress.skipped() + " with too little history");
        }
        if (progress.failed() > 0) {
            says.add(progress.failed() + " failed: "
                    + trainings.setAside(run.id(), REASONS).stream()
                            .filter(SetAside::failed)
                            .map(SetAside::reason)
                            .distinct()
                            .collect(Collectors.joining("; ")));
        }
        run.finishedAt().ifPresent(end -> says.add("took " + Spans.words(Duration.between(run.createdAt(), end))));
        return new ModelView.Run(
                when.ago(),
                when.exact(),
                run.cause().slug(),
                outcome(run),
                run.state() == RunState.FAILED,
                String.join(", ", says));
    }

    private static String outcome(TrainingRun run) {
        return switch (run.state()) {
            case RUNNING -> "trains now";
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }

    private static String clock(Instant time, Instant now, Kpi kpi) {
        return Moment.of(time, now, kpi.zone()).clock();
    }
}

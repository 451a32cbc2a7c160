// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.queue;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.desk.Ids;
import io.tidewatch.feedback.precision.Wilson;
import io.tidewatch.feedback.queue.Question;
import io.tidewatch.feedback.queue.Questions;
import io.tidewatch.feedback.web.alerts.AlertPane;
import io.tidewatch.feedback.web.alerts.AlertView;
import io.tidewatch.feedback.web.alerts.Kpis;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.queue.QueueView.Asked;
import io.tidewatch.feedback.web.queue.QueueView.Line;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.kpi.KpiStore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the label queue together. */
final class QueuePages {
    private final Desk desk;
    private final KpiStore kpis;
    private final AlertPane pane;

    QueuePages(Desk desk) {
        this.desk = desk;
        this.kpis = new KpiStore(desk.workplace().database());
        this.pane = new AlertPane(desk);
    }

    /** @param id the alert that the address names; the most telling stands beside the list where that is null */
    QueueView page(Here here, @Nullable String id) {
        Instant now = desk.workplace().now();
        Kpis known = new Kpis(kpis);
        Questions questions = desk.queue().questions();
        Optional<Question> first = questions.first().stream().findFirst();
        Optional<AlertId> shown =
                id == null ? first.map(question -> question.alert().id()) : Optional.of(Ids.alert(id));
        return new QueueView(
                here.frame("Label queue", Section.QUEUE, desk.alerts().counts().open()),
                questions.waiting(),
                lines(questions, known, now, shown),
                shown.map(one -> asked(here, one, first, known, now)).orElse(null),
                id != null);
    }

    /** The opened question alone. */
    QueueView opened(Here here, String id) {
        Instant now = desk.workplace().now();
        Kpis known = new Kpis(kpis);
        return new QueueView(
                here.frame("Label queue", Section.QUEUE, 0),
                0,
                List.of(),
                asked(here, Ids.alert(id), Optional.empty(), known, now),
                true);
    }

    private Asked asked(Here here, AlertId id, Optional<Question> most, Kpis known, Instant now) {
        AlertView view = pane.of(here, id, known, now);
        Alert alert = desk.alerts().find(id);
        boolean first =
                most.filter(question -> question.alert().id().equals(id)).isPresent();
        Question question = first ? most.orElseThrow() : desk.queue().question(alert);
        long n = question.trueLabels() + question.falseLabels();
        ZoneId zone = known.zone(alert.series().kpi());
        return new Asked(
                view,
                QueueWords.sentence(view.finding(), alert, now, zone),
                QueueWords.why(question, first),
                QueueWords.like(question),
                n,
                Numbers.fixed(Wilson.width(question.trueLabels(), n), 2),
                QueueWords.rails(question));
    }

    private static List<Line> lines(Questions questions, Kpis known, Instant now, Optional<AlertId> shown) {
        List<Line> lines = new ArrayList<>();
        for (Question question : questions.first()) {
            Alert alert = question.alert();
            lines.add(new Line(
                    alert.id().value(),
                    alert.verdictHead().orElse(0),
                    lines.size() + 1,
                    alert.series().kpi(),
                    alert.series().labels().toString(),
                    QueueWords.when(alert, now, known.zone(alert.series().kpi())),
                    QueueWords.gain(question),
                    shown.filter(alert.id()::equals).isPresent()));
        }
        return lines;
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.queue;

import io.tidewatch.core.alert.AlertEvent;
import io.tidewatch.core.alert.Score;
import io.tidewatch.core.time.Micros;
import io.tidewatch.feedback.precision.Wilson;
import io.tidewatch.feedback.queue.Question;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.format.Numbers;
import io.tidewatch.feedback.web.format.Spans;
import io.tidewatch.feedback.web.queue.QueueView.Rail;
import io.tidewatch.storage.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What the queue says about a question. */
final class QueueWords {
    private static final int WIDTH = 224;
    private static final double SEEN = 0.005;

    private QueueWords() {}

    /** "Thu 12 Nov 13:20, 1 h 10 min". */
    static String when(Alert alert, Instant now, ZoneId zone) {
        String lasted = Spans.words(lasted(alert, now));
        return started(alert, now, zone) + ", " + (goesOn(alert) ? lasted + " so far" : lasted);
    }

    /** What stands under the question: when it was and how it ended. */
    static String sentence(String finding, Alert alert, Instant now, ZoneId zone) {
        String lasted = Spans.words(lasted(alert, now));
        String when = ", from " + started(alert, now, zone) + (goesOn(alert) ? " on, " : ", ") + "for " + lasted;
        return finding + when + (goesOn(alert) ? " so far." : ". It ended by itself.");
    }

    /** "−0.03" where the interval's narrowing weighs more, else how far the threshold moves: "12 %". */
    static String gain(Question question) {
        if (question.narrows() >= question.moves()) {
            return "−" + Numbers.fixed(Math.max(question.narrows(), 0.01), 2);
        }
        return "±" + Numbers.fixed(Math.max(1, question.moves() * 100), 0) + " %";
    }

    static String why(Question question, boolean first) {
        AlertEvent event = question.alert().last();
        double ratio = event.peakEvidence() / Math.max(event.threshold(), 1e-9);
        String place = ratio < 1.15 ? "just above" : ratio < 2 ? "above" : "far above";
        List<String> tells = new ArrayList<>();
        if (question.narrows() >= SEEN) {
            tells.add("narrow the precision interval of "
                    + question.alert().series().kpi() + " by " + Numbers.fixed(question.narrows(), 2));
        }
        if (question.moves() >= SEEN) {
            tells.add("move the threshold of this series by " + Numbers.fixed(Math.max(1, question.moves() * 100), 0)
                    + " %");
        }
        String score = "Its score, " + Numbers.fixed(event.peakScore(), 3) + ", lies " + place + " the threshold, "
                + Numbers.fixed(Score.of(event.threshold()), 3) + ". ";
        if (tells.isEmpty()) {
            return score + "A verdict confirms what is known.";
        }
        return score + "A verdict here is expected to " + String.join(" and to ", tells)
                + (first ? ", more than any other." : ".");
    }

    static String like(Question question) {
        int all = question.likeTrue() + question.likeFalse();
        if (all == 0) {
            return "None like it was judged yet.";
        }
        return all + " like it " + (all == 1 ? "was" : "were") + " judged: " + question.likeTrue() + " true, "
                + question.likeFalse() + " false.";
    }

    static List<Rail> rails(Question question) {
        long t = question.trueLabels();
        long n = t + question.falseLabels();
        return List.of(rail("now", t, n), rail("if true", t + 1, n + 1), rail("if false", t, n + 1));
    }

    private static Rail rail(String name, long hits, long n) {
        if (n == 0) {
            return new Rail(name, 0, WIDTH, -1, "no verdict yet, so 0 to 1");
        }
        Wilson interval = Wilson.of(hits, n);
        double share = (double) hits / n;
        return new Rail(
                name,
                pixels(interval.low()),
                pixels(interval.high() - interval.low()),
                pixels(share),
                Numbers.fixed(share, 2) + ", between " + Numbers.fixed(interval.low(), 2) + " and "
                        + Numbers.fixed(interval.high(), 2));
    }

    private static double pixels(double share) {
        return Math.round(share * WIDTH * 10) / 10.0;
    }

    private static boolean goesOn(Alert alert) {
        return alert.last().resolved().isEmpty();
    }

    private static String started(Alert alert, Instant now, ZoneId zone) {
        return Moment.of(Micros.toInstant(alert.range().from()), now, zone).clock();
    }

    private static Duration lasted(Alert alert, Instant now) {
        Instant end = goesOn(alert) ? now : Micros.toInstant(alert.range().to());
        return Duration.between(Micros.toInstant(alert.range().from()), end);
    }
}

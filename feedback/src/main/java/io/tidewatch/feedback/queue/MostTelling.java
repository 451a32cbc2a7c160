// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the order, one question after the other, each as if those before it had been answered as expected. */
final class MostTelling {
    private static final Comparator<Question> MOST = Comparator.comparingDouble(Question::gain)
            .thenComparingLong(question -> question.alert().opened())
            .thenComparing(question -> question.alert().id().value());

    private MostTelling() {}

    /** What is asked of a KPI meanwhile. */
    private record Asked(double trueLabels, double falseLabels, int count) {
        Asked and(double chance) {
            return new Asked(trueLabels + chance, falseLabels + 1 - chance, count + 1);
        }
    }

    /** At most {@code limit}; the same questions in any order give the same list. */
    static List<Question> first(List<Question> questions, int limit) {
        List<Question> left = new ArrayList<>(questions);
        Map<String, Asked> asked = new HashMap<>();
        List<Question> chosen = new ArrayList<>();
        while (!left.isEmpty() && chosen.size() < limit) {
            int best = 0;
            @Nullable Question most = null;
            for (int i = 0; i < left.size(); i++) {
                Question now = after(left.get(i), asked.get(kpi(left.get(i))));
                if (most == null || MOST.compare(now, most) > 0) {
                    most = now;
                    best = i;
                }
            }
            Question taken = left.remove(best);
            if (most != null) {
                chosen.add(most);
            }
            asked.merge(
                    kpi(taken),
                    new Asked(taken.trueLabels(), taken.falseLabels(), 0).and(taken.chance()),
                    (before, first) -> before.and(taken.chance()));
        }
        return chosen;
    }

    private static String kpi(Question question) {
        return question.alert().series().kpi();
    }

    private static Question after(Question question, @Nullable Asked asked) {
        if (asked == null) {
            return question;
        }
        return new Question(
                question.alert(),
                question.chance(),
                KpiState.narrowing(asked.trueLabels(), asked.falseLabels(), question.chance()),
                question.moves() / (1 + asked.count()),
                question.trueLabels(),
                question.falseLabels(),
                question.likeTrue(),
                question.likeFalse());
    }
}

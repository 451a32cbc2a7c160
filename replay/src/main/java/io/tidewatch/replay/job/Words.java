// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.replay.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a sentence for people. */
final class Words {
    private Words() {}

    static String of(int before, int after, Comparison.Group gained, Comparison.Group lost, double days) {
        String period = String.format(Locale.ROOT, days < 2 ? "%.1f" : "%.0f", days) + " days";
        if (gained.count() == 0 && lost.count() == 0) {
            return "The same " + alerts(after) + " in " + period + ".";
        }
        List<String> changes = new ArrayList<>();
        add(changes, lost.labels().isFalse(), "false one removed", "false ones removed");
        add(changes, lost.labels().isTrue(), "true one lost", "true ones lost");
        add(changes, lost.labels().expected(), "expected one removed", "expected ones removed");
        add(changes, lost.labels().unlabelled(), "unlabelled one gone", "unlabelled ones gone");
        add(changes, gained.labels().isTrue(), "true one gained", "true ones gained");
        add(changes, gained.labels().isFalse(), "false one added", "false ones added");
        add(changes, gained.labels().expected(), "expected one added", "expected ones added");
        add(changes, gained.labels().unlabelled(), "unlabelled one added", "unlabelled ones added");
        return alerts(after) + " instead of " + before + " in " + period + ": " + String.join(", ", changes) + ".";
    }

    private static void add(List<String> changes, int count, String one, String many) {
        if (count > 0) {
            changes.add(count + " " + (count == 1 ? one : many));
        }
    }

    private static String alerts(int count) {
        return count + (count == 1 ? " alert" : " alerts");
    }
}

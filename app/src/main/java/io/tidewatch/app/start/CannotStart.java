// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.start;

import io.tidewatch.app.settings.Problem;
import java.util.List;

/** The process can't start; its message is the whole numbered list. */
public final class CannotStart extends RuntimeException {
    public CannotStart(List<Problem> problems) {
        super(list(problems));
    }

    public CannotStart(List<Problem> problems, Throwable cause) {
        super(list(problems), cause);
    }

    private static String list(List<Problem> problems) {
        StringBuilder text = new StringBuilder("Tidewatch can't start:");
        int number = 1;
        for (Problem problem : problems) {
            text.append("\n  ").append(number++).append(". ").append(problem);
        }
        return text.toString();
    }
}

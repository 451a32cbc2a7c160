// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.silences;

import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/**
 * Silences in force and to come.
 *
 * @param matcher what the form begins with, as an alert's page names it
 */
public record SilencesView(Frame frame, List<Line> silences, boolean mayEdit, String matcher, String labels) {
    /**
     * One of them.
     *
     * @param covers its matcher in words
     * @param state "in force" or "to come"
     */
    public record Line(
            String id,
            String covers,
            String reason,
            String by,
            Moment from,
            Moment until,
            String state,
            boolean active) {}
}

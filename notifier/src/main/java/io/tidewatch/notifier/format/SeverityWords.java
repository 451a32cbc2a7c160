// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import io.tidewatch.core.alert.Severity;

/**
 * What a severity is called where it goes, in one place for all formats.
 *
 * @param meaning what it asks of people
 * @param pagerDuty of PagerDuty's four
 * @param color of Slack's stripe and the message's heading
 */
record SeverityWords(String meaning, String pagerDuty, String color) {
    static final String OVER = "#2e8b57";

    static SeverityWords of(Severity severity) {
        return switch (severity) {
            case LOW -> new SeverityWords("worth a look today", "warning", "#e0b000");
            case MEDIUM -> new SeverityWords("look soon", "error", "#e07000");
            case HIGH -> new SeverityWords("look now", "critical", "#c02020");
        };
    }
}

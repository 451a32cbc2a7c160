// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.util.Locale;
import java.util.Optional;

/** How one request went. */
public sealed interface Outcome {
    /** In the log and in metrics. */
    String slug();

    /**
     * @param retryAfter the header as it came
     * @param response status line, headers and body, cut
     */
    record Answered(int status, Optional<String> retryAfter, String response) implements Outcome {
        @Override
        public String slug() {
            return "answered";
        }
    }

    /** Nothing was sent: the guard forbids the address. */
    record Refused(Refusal why, String message) implements Outcome {
        @Override
        public String slug() {
            return "refused-" + why.slug();
        }
    }

    /** Perhaps it arrived, perhaps not. */
    record Unanswered(Cause cause, String message) implements Outcome {
        @Override
        public String slug() {
            return cause.slug();
        }
    }

    /** Why no answer came. */
    enum Cause {
        NO_SUCH_HOST,
        NOT_CONNECTED,
        NOT_TRUSTED,
        TOO_SLOW,
        BROKEN_OFF;

        String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

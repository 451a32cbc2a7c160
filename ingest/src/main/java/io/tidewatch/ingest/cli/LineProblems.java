// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines that were not taken: the first in words, the rest by number. */
final class LineProblems {
    private static final int LISTED = 20;
    private final List<String> listed = new ArrayList<>();
    private long count;

    void add(long line, String why) {
        count++;
        if (listed.size() < LISTED) {
            listed.add("line " + line + ": " + why);
        }
    }

    /** Those that the server counted but did not list. */
    void addUnlisted(long more) {
        count += more;
    }

    long count() {
        return count;
    }

    List<String> listed() {
        return listed;
    }
}

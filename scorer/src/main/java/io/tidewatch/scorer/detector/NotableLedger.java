// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.scorer.detector;

import io.tidewatch.core.alert.Notable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the world was told to be notable, as far as late points may still change it. */
final class NotableLedger {
    private final List<Notable> told = new ArrayList<>(1);

    void add(Notable notable) {
        told.add(notable);
    }

    List<Notable> all() {
        return List.copyOf(told);
    }

    void forget(long until) {
        told.removeIf(each -> each.at() <= until);
    }

    /**
     * Compares what was told with how things turned out.
     *
     * @param found since the checkpoint, in the order of time
     * @return what is still to be told
     */
    List<Notable> reconcile(Collection<Notable> found) {
        List<Notable> news = new ArrayList<>();
        for (Notable each : told) {
            if (found.stream().noneMatch(other -> other.at() == each.at())) {
                news.add(each.takenBack());
            }
        }
        for (Notable each : found) {
            if (!told.contains(each)) {
                news.add(each);
            }
        }
        told.clear();
        told.addAll(found);
        return news;
    }
}

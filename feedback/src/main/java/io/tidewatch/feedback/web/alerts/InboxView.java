// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

import io.tidewatch.feedback.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbox.
 *
 * @param opened the alert beside the list; null where there is none
 * @param openedByAddress whether the address names it, so that a narrow screen shows it instead of the list
 * @param anyKpi whether anything is watched at all
 */
public record InboxView(
        Frame frame,
        String query,
        List<Filter> filters,
        List<Group> groups,
        @Nullable AlertView opened,
        boolean openedByAddress,
        boolean anyKpi) {}

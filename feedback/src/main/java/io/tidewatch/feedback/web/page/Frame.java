// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * What stands around every page.
 *
 * @param title of the window
 * @param section the navigation's current line
 * @param theme {@code light}, {@code dark}, or empty to follow the system
 * @param csrf the token that forms and scripts send back
 * @param assets the path of our own script and style, which names their version
 */
public record Frame(
        String title, Section section, List<NavItem> nav, Viewer viewer, String theme, String csrf, String assets) {
    /** The pages there are, in the order of the navigation. */
    public enum Section {
        OVERVIEW("Overview", "/overview", "layout-dashboard", true),
        ALERTS("Alerts", "/alerts", "inbox", true),
        INCIDENTS("Incidents", "/incidents", "siren", false),
        KPIS("KPIs", "/kpis", "chart-line", true),
        QUEUE("Label queue", "/queue", "list-checks", true),
        DETECTORS("Detectors", "/detectors", "sliders-horizontal", false),
        CALENDAR("Calendar", "/calendar", "calendar", false),
        MODELS("Models", "/models", "box", false),
        INCOMING("Data in", "/incoming", "download", false),
        SUBSCRIPTIONS("Subscriptions", "/subscriptions", "bell", false),
        DELIVERIES("Deliveries", "/deliveries", "send", false),
        SILENCES("Silences", "/silences", "bell-off", false),
        ROUTING("Who is told", "/routing", "split", false),
        SETTINGS("Settings", "/settings", "settings", false);

        private final String label;
        private final String href;
        private final String icon;
        private final boolean onBar;

        Section(String label, String href, String icon, boolean onBar) {
            this.label = label;
            this.href = href;
            this.icon = icon;
            this.onBar = onBar;
        }

        NavItem item(Section current, long openAlerts) {
            return new NavItem(label, href, icon, this == ALERTS ? openAlerts : 0, this == current);
        }
    }

    public static Frame of(
            String title, Section section, long openAlerts, Viewer viewer, String theme, String csrf, String assets) {
        List<NavItem> nav = Stream.of(Section.values())
                .map(each -> each.item(section, openAlerts))
                .toList();
        return new Frame(title, section, nav, viewer, theme, csrf, assets);
    }

    /** What the bar of a narrow screen shows. */
    public List<NavItem> bar() {
        return Stream.of(Section.values())
                .filter(each -> each.onBar)
                .map(each -> nav.get(each.ordinal()))
                .toList();
    }

    /** What that bar keeps under "More". */
    public List<NavItem> rest() {
        return Stream.of(Section.values())
                .filter(each -> !each.onBar)
                .map(each -> nav.get(each.ordinal()))
                .toList();
    }

    public List<NavItem> main() {
        return nav.subList(0, Section.SUBSCRIPTIONS.ordinal());
    }

    public List<NavItem> outgoing() {
        return nav.subList(Section.SUBSCRIPTIONS.ordinal(), nav.size());
    }
}

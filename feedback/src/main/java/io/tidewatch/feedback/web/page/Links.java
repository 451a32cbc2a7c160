// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** Addresses of pages. */
public final class Links {
    private Links() {}

    /** A text as one segment of a path, or as a query's value. */
    public static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    public static String kpi(String name) {
        return "/kpis/" + segment(name);
    }

    /** @param id the KPI's name, a slash, the detector's own name */
    public static String detector(String id) {
        return "/detectors/" + segment(id);
    }

    public static String alert(String id) {
        return "/alerts/" + id;
    }

    /** The form of a silence over one series. */
    public static String silence(String kpi, Map<String, String> labels) {
        String given = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
        return "/silences?kpi=" + segment(kpi) + (given.isEmpty() ? "" : "&labels=" + segment(given));
    }

    /** A series' data for a chart, without the range. */
    public static String chart(String series) {
        return "/api/v1/series/" + series + "/chart";
    }
}

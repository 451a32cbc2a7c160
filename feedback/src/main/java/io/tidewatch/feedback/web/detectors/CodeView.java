// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.detectors;

import io.tidewatch.feedback.web.page.Frame;
import io.tidewatch.feedback.web.page.Links;

/**
 * A detector as text: one that is there, or a new one to be written from an example.
 *
 * @param says what it watches for; of a new one what its kind is for
 * @param yaml the document
 * @param name empty for a new one
 * @param version 0 for a new one
 */
public record CodeView(
        Frame frame, String title, String kpi, String name, String says, String yaml, long version, boolean mayEdit) {
    public boolean isNew() {
        return version == 0;
    }

    public long next() {
        return version + 1;
    }

    public String kpiHref() {
        return Links.kpi(kpi);
    }

    /** To be deleted with. */
    public String api() {
        return "/api/v1/kpis/" + Links.segment(kpi) + "/detectors/" + Links.segment(name) + "?version=" + version;
    }
}

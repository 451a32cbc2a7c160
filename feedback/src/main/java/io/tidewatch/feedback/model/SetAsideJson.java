// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.model;

import io.tidewatch.storage.forecast.SetAside;

/** See {@link SetAside}. */
public record SetAsideJson(String series, boolean failed, String reason) {
    static SetAsideJson of(SetAside aside) {
        return new SetAsideJson(Long.toString(aside.series().value()), aside.failed(), aside.reason());
    }
}

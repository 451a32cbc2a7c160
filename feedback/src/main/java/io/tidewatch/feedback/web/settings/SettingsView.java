// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.settings;

import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame;
import java.util.List;

/** One's own account; for admins also keys and people. */
public record SettingsView(Frame frame, List<Key> keys, List<Somebody> people) {
    /**
     * A program's key.
     *
     * @param state "valid", "revoked", "expired"
     * @param used when last, in words
     */
    public record Key(
            String prefix, String label, String scopes, String createdBy, Moment created, String used, String state) {
        public boolean valid() {
            return state.startsWith("valid");
        }
    }

    /** A local account. */
    public record Somebody(String name, String role, String state, Moment created, boolean self, boolean disabled) {}
}

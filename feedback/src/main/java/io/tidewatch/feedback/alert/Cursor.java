// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.storage.alert.Alert;
import io.tidewatch.storage.alert.AlertQuery;
import java.util.Base64;

/** A place in the list as text that callers hand back unread. */
final class Cursor {
    private Cursor() {}

    static String after(Alert alert) {
        String place = alert.opened() + " " + alert.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
    }

    static AlertQuery.Position read(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 2);
            return new AlertQuery.Position(Long.parseLong(place[0]), new AlertId(place[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "the cursor is none that this list gave. Hand back \"next\" as it came, or leave it out to begin again.",
                    e);
        }
    }
}

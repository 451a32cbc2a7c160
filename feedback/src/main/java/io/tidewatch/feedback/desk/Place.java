// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.util.Base64;

/**
 * Where a page of a list ended; as text for callers, who hand it back unread.
 *
 * @param time what the list is ordered by, UTC microseconds since 1970
 * @param id what decides between equal times
 */
public record Place(long time, AlertId id) {
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((time + " " + id).getBytes(UTF_8));
    }

    /** @throws TidewatchException INVALID_VALUE where it is none */
    public static Place read(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 2);
            return new Place(Long.parseLong(place[0]), new AlertId(place[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new TidewatchException(
                    ErrorCode.INVALID_VALUE,
                    "the cursor is none that this list gave. Hand back \"next\" as it came, or leave it out to begin again.",
                    e);
        }
    }
}

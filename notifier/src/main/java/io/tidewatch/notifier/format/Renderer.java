// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidewatch.notifier.event.Notification;
import java.util.Optional;

/** One format. */
interface Renderer {
    String JSON = "application/json";

    default String contentType() {
        return JSON;
    }

    /** Empty where the format has no word for this kind of event. */
    Optional<ObjectNode> render(Notification notification);
}

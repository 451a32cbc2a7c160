// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * What a subscription knows of an alert.
 *
 * @param since when the first event of the alert came in for it
 * @param told whether anything was sent to it, or only held back
 * @param acknowledged whether somebody took the alert
 */
public record Knowledge(UUID subscription, String alert, Instant since, boolean told, boolean acknowledged) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.alert;

import io.tidewatch.storage.alert.Alert;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list.
 *
 * @param next what to ask with for the part after it; empty at the end
 */
public record AlertPage(List<Alert> alerts, Optional<String> next) {}

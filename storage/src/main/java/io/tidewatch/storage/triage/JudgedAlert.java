// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.triage;

import io.tidewatch.core.alert.AlertEvent;

/** An alert with a verdict in force that it is true or false. */
public record JudgedAlert(AlertEvent last, boolean isTrue) {}

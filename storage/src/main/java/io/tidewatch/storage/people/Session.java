// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.storage.people;

import java.time.Instant;

/**
 * Somebody signed in, as of the last look.
 *
 * @param oneTime whether the password must be replaced before anything else
 */
public record Session(String person, String role, boolean oneTime, Instant seen, Instant expires) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.mapping;

import java.util.List;

/**
 * Where the values of one measured series go.
 *
 * @param targets none where a rule says that it is not wanted
 */
public record Route(List<Target> targets) {}

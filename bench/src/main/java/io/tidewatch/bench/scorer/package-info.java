// SPDX-License-Identifier: GPL-3.0-or-later
/** How fast points become alerts through Kafka. */
@NullMarked
package io.tidewatch.bench.scorer;

import org.jspecify.annotations.NullMarked;

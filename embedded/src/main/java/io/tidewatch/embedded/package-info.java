// SPDX-License-Identifier: GPL-3.0-or-later
/** Real servers for one machine and for tests: Kafka in this JVM, PostgreSQL beside it. */
@NullMarked
package io.tidewatch.embedded;

import org.jspecify.annotations.NullMarked;

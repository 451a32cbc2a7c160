// SPDX-License-Identifier: GPL-3.0-or-later
/** What senders may say, said at random: each way in and the mapping file, for Jazzer and for a test over its seeds. */
@NullMarked
package io.tidewatch.bench.fuzz;

import org.jspecify.annotations.NullMarked;

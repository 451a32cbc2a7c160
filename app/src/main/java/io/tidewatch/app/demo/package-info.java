// SPDX-License-Identifier: GPL-3.0-or-later
/** Made-up KPIs to look at: their history, their stream and what goes wrong in it. */
@NullMarked
package io.tidewatch.app.demo;

import org.jspecify.annotations.NullMarked;

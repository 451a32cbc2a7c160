// SPDX-License-Identifier: GPL-3.0-or-later
/** Model versions in MLflow: runs, artifacts, registered versions, aliases. */
@NullMarked
package io.tidewatch.forecaster.registry;

import org.jspecify.annotations.NullMarked;

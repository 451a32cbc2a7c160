// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.alerts;

/** A choice above the list. */
public record Filter(String key, String label, String href, boolean current) {}

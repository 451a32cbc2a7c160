// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.format;

/** What is sent, as text. */
public record Body(String contentType, String text) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.mail;

/**
 * A message.
 *
 * @param to one address
 * @param messageId without angle brackets; the same each time that the event is sent, so that a repeat can be told
 * @param thread id that all messages of one alert refer to, so that they stand together
 */
public record Mail(String to, String subject, String text, String html, String messageId, String thread) {}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidewatch.core.subscription.MailAddress;
import io.tidewatch.notifier.egress.Outcome;
import java.net.URI;
import java.util.Optional;

/** Makes one try by e-mail of a body as the e-mail format writes it. */
public final class MailCarrier {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What SMTP says when a message is taken (RFC 5321). */
    private static final int TAKEN = 250;

    private final MailSender sender;
    private final String host;

    /** @param publicUrl whose host stands in the messages' ids */
    public MailCarrier(MailSender sender, String publicUrl) {
        this.sender = sender;
        String named = URI.create(publicUrl).getHost();
        this.host = named == null ? "tidewatch" : named;
    }

    /** Never throws for what a server does. */
    public Outcome send(MailAddress to, String eventId, String lane, String body) {
        try {
            JsonNode mail = JSON.readTree(body);
            sender.send(new Mail(
                    to.address(),
                    mail.path("subject").asText(),
                    mail.path("text").asText(),
                    mail.path("html").asText(),
                    local(eventId) + "@" + host,
                    local(lane) + "@" + host));
            return new Outcome.Answered(TAKEN, Optional.empty(), "250 the mail server took it");
        } catch (MailFailed e) {
            return new Outcome.Unanswered(Outcome.Cause.BROKEN_OFF, String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event " + eventId + " holds no message: " + e.getMessage(), e);
        }
    }

    /** A message's id takes few characters. */
    private static String local(String id) {
        return id.replaceAll("[^A-Za-z0-9-]", "_");
    }
}

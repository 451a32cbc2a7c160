// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier.egress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads as much of an answer as is kept, and no more. */
final class AnswerReader {
    private final int limit;

    /** @param complete whether the connection can be used again */
    record Answer(Outcome.Answered outcome, boolean complete) {}

    AnswerReader(int limit) {
        this.limit = limit;
    }

    Answer read(ClassicHttpResponse response) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(response.getCode()).append(' ').append(response.getReasonPhrase());
        for (Header header : response.getHeaders()) {
            text.append('\n').append(header.getName()).append(": ").append(header.getValue());
        }
        if (text.length() > limit) {
            text.setLength(limit);
        }
        boolean complete = true;
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            // The stream is not closed here: closing would read the rest, however much that is.
            InputStream body = entity.getContent();
            byte[] kept = body.readNBytes(limit);
            complete = kept.length < limit || body.read() < 0;
            text.append("\n\n").append(new String(kept, StandardCharsets.UTF_8));
            if (!complete) {
                text.append("\n… (cut at ").append(limit).append(" bytes)");
            }
        }
        Header retryAfter = response.getFirstHeader("Retry-After");
        return new Answer(
                new Outcome.Answered(
                        response.getCode(), Optional.ofNullable(retryAfter).map(Header::getValue), text.toString()),
                complete);
    }
}

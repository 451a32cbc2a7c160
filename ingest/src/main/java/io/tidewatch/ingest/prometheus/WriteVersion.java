// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.ingest.prometheus;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.util.Locale;

/** Which message a request holds; its content type says it. */
enum WriteVersion {
    V1("prometheus.WriteRequest"),
    V2("io.prometheus.write.v2.Request");

    private final String message;

    WriteVersion(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }

    /** @throws TidewatchException UNSUPPORTED_MEDIA_TYPE, which makes a sender of 2.0 fall back to 1.0 */
    static WriteVersion of(String contentType) {
        String[] parts = contentType.split(";");
        if (parts[0].strip().toLowerCase(Locale.ROOT).equals("application/x-protobuf")) {
            String message = V1.message;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                if (parameter.startsWith("proto=")) {
                    message = parameter.substring("proto=".length());
                }
            }
            for (WriteVersion version : values()) {
                if (version.message.equals(message)) {
                    return version;
                }
            }
        }
        throw new TidewatchException(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "content type \"" + contentType + "\" is not supported; use application/x-protobuf, for 2.0 with proto="
                        + V2.message);
    }
}

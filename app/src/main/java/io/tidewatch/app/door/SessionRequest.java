// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A browser shows its session's cookie. */
final class SessionRequest extends BaseAuthenticationRequest {
    private final String token;

    SessionRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}

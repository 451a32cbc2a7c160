// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A program shows its key. */
final class KeyRequest extends BaseAuthenticationRequest {
    private final String key;

    KeyRequest(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}

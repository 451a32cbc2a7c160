// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import java.util.Set;

/**
 * An OpenID Connect provider that people may sign in with.
 *
 * @param issuer its address, under which {@code /.well-known/openid-configuration} stands
 * @param clientId as the provider knows this installation
 * @param groupsClaim the claim of the ID token that lists a person's groups
 * @param admins groups whose people are admins here
 * @param analysts groups whose people are analysts; everybody else is a viewer
 */
public record SingleSignOn(
        String issuer,
        String clientId,
        String clientSecret,
        String groupsClaim,
        Set<String> admins,
        Set<String> analysts) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "SingleSignOn[" + issuer + ", " + clientId + "]";
    }
}

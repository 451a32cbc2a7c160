// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.tidewatch.app.settings.SingleSignOn;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect provider, by authorization code with PKCE. Its addresses are looked up when somebody first signs in with it. */
final class Provider {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Set<JWSAlgorithm> SIGNATURES = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    /** What a browser keeps while its person is at the provider. */
    record Errand(String state, String nonce, String verifier) {}

    /**
     * Who came back.
     *
     * @param subject the issuer and its own name for the person, which never changes
     * @param groups the provider's
     */
    record Arrival(String subject, String name, Set<String> groups) {}

    private record Endpoints(OIDCProviderMetadata metadata, IDTokenValidator tokens) {}

    private final SingleSignOn settings;
    private volatile @Nullable Endpoints endpoints;

    Provider(SingleSignOn settings) {
        this.settings = settings;
    }

    /** Where to send the browser. */
    URI signIn(Errand errand, URI callback) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile", "email"),
                        new ClientID(settings.clientId()),
                        callback)
                .endpointURI(endpoints().metadata().getAuthorizationEndpointURI())
                .state(new State(errand.state()))
                .nonce(new Nonce(errand.nonce()))
                .codeChallenge(new CodeVerifier(errand.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Who the code stands for.
     *
     * @throws TidewatchException UNAUTHENTICATED where the provider or its answer doesn't vouch for anybody, UNAVAILABLE where it
     *     doesn't answer
     */
    Arrival arrival(Errand errand, String code, URI callback) {
        Endpoints at = endpoints();
        try {
            HTTPRequest request = new TokenRequest.Builder(
                            at.metadata().getTokenEndpointURI(),
                            new ClientSecretBasic(
                                    new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                            new AuthorizationCodeGrant(
                                    new AuthorizationCode(code), callback, new CodeVerifier(errand.verifier())))
                    .build()
                    .toHTTPRequest();
            request.setConnectTimeout(TIMEOUT_MILLIS);
            request.setReadTimeout(TIMEOUT_MILLIS);
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (!(answer instanceof OIDCTokenResponse tokens)) {
                throw refused(answer.toErrorResponse().getErrorObject().getCode());
            }
            IDTokenClaimsSet claims =
                    at.tokens().validate(tokens.getOIDCTokens().getIDToken(), new Nonce(errand.nonce()));
            return new Arrival(
                    claims.getIssuer().getValue() + " " + claims.getSubject().getValue(), name(claims), groups(claims));
        } catch (IOException e) {
            throw away(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static String name(IDTokenClaimsSet claims) {
        for (String claim : List.of("preferred_username", "email")) {
            String value = claims.getStringClaim(claim);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return claims.getSubject().getValue();
    }

    private Set<String> groups(IDTokenClaimsSet claims) {
        List<String> listed = claims.getStringListClaim(settings.groupsClaim());
        return listed == null ? Set.of() : new HashSet<>(listed);
    }

    private Endpoints endpoints() {
        Endpoints known = endpoints;
        if (known != null) {
            return known;
        }
        try {
            Issuer issuer = new Issuer(settings.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            Endpoints found = new Endpoints(
                    metadata,
                    new IDTokenValidator(
                            issuer,
                            new ClientID(settings.clientId()),
                            new JWSVerificationKeySelector<>(
                                    SIGNATURES,
                                    JWKSourceBuilder.create(
                                                    metadata.getJWKSetURI().toURL())
                                            .build()),
                            null));
            endpoints = found;
            return found;
        } catch (IOException | GeneralException e) {
            throw away(e);
        }
    }

    private TidewatchException away(Exception e) {
        return new TidewatchException(
                ErrorCode.UNAVAILABLE,
                "The provider " + settings.issuer() + " does not answer as it should: " + e.getMessage()
                        + ". Try again, or sign in with a local account.",
                e);
    }

    private TidewatchException refused(String why) {
        return new TidewatchException(
                ErrorCode.UNAUTHENTICATED,
                "The provider " + settings.issuer() + " did not vouch for you: " + why + ". Sign in again.");
    }
}

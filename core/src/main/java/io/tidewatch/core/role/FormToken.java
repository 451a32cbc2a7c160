// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.core.role;

/**
 * The token that a page's forms and scripts send back, so that no other site can act in a signed-in person's name. It belongs to
 * the session; whoever renders a page takes it from the security identity's attribute {@link #ATTRIBUTE}.
 */
public final class FormToken {
    /** Of a form: the hidden field that carries it. */
    public static final String FIELD = "csrf-token";
    /** Of a script or htmx call: the request header that carries it. */
    public static final String HEADER = "X-CSRF-Token";
    /** Of the SecurityIdentity (a String); absent for API keys, which need none. */
    public static final String ATTRIBUTE = "csrf-token";

    private FormToken() {}
}

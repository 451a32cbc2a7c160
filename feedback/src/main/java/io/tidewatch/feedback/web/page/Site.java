// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.page;

import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.web.page.Frame.Section;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** The templates and files of all pages: read once for a process, never changed. */
public final class Site {
    private static final String HTML = MediaType.TEXT_HTML + ";charset=utf-8";

    private final Templates templates = new Templates();
    private final Assets assets = new Assets();

    private Site() {}

    private static final class Holder {
        static final Site SITE = new Site();
    }

    public static Site get() {
        return Holder.SITE;
    }

    public Assets assets() {
        return assets;
    }

    public String render(String template, Object view) {
        return templates.render(template, view);
    }

    /** A page, or instead of it one that says why it can't be shown. */
    public Response page(Here here, Section section, String template, Supplier<?> view) {
        try {
            return html(200, render(template, view.get()));
        } catch (TidewatchException e) {
            return html(
                    e.code().status(),
                    render(
                            "error",
                            new ErrorView(here.frame(title(e.code()), section, 0), title(e.code()), detail(e))));
        }
    }

    /** A piece of a page; refusals go to the mapper as for every script's call. */
    public Response piece(String template, Object view) {
        return html(200, render(template, view));
    }

    private static Response html(int status, String body) {
        return Response.status(status)
                .type(HTML)
                .header("Cache-Control", "no-store")
                .header("Vary", "X-Piece")
                .entity(body)
                .build();
    }

    private static String detail(TidewatchException refusal) {
        String message = refusal.getMessage();
        return message == null ? "The log of the server says more." : message;
    }

    private static String title(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND, UNKNOWN_KPI -> "It is not here";
            case UNAUTHENTICATED, FORBIDDEN -> "Your role does not allow this";
            case UNAVAILABLE, TOO_MANY_REQUESTS -> "Not just now";
            case MALFORMED, INVALID_VALUE, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> "This can't be shown";
        };
    }
}

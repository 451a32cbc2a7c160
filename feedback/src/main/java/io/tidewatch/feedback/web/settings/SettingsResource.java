// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.settings;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidewatch.core.role.Access;
import io.tidewatch.feedback.Desk;
import io.tidewatch.feedback.web.format.Moment;
import io.tidewatch.feedback.web.page.Frame.Section;
import io.tidewatch.feedback.web.page.Here;
import io.tidewatch.feedback.web.page.Site;
import io.tidewatch.feedback.web.settings.SettingsView.Key;
import io.tidewatch.feedback.web.settings.SettingsView.Somebody;
import io.tidewatch.storage.people.ApiKey;
import io.tidewatch.storage.people.ApiKeyStore;
import io.tidewatch.storage.people.Person;
import io.tidewatch.storage.people.PersonStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One's account; keys and people for admins. */
@Path("/settings")
public class SettingsResource {
    private final Desk desk;
    private final ApiKeyStore keys;
    private final PersonStore people;
    private final SecurityIdentity identity;

    public SettingsResource(Desk desk, SecurityIdentity identity) {
        this.desk = desk;
        this.keys = new ApiKeyStore(desk.workplace().database());
        this.people = new PersonStore(desk.workplace().database());
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Access.VIEWER)
    @Operation(hidden = true)
    public Response page(@CookieParam(Here.THEME_COOKIE) @Nullable String theme) {
        Here here = Here.of(identity, theme);
        return Site.get().page(here, Section.SETTINGS, "settings/index", () -> view(here));
    }

    private SettingsView view(Here here) {
        Instant now = desk.workplace().now();
        boolean admin = here.viewer().admin();
        return new SettingsView(
                here.frame("Settings", Section.SETTINGS, desk.alerts().counts().open()),
                admin ? keys.all().stream().map(key -> key(key, now)).toList() : List.of(),
                admin
                        ? people.all().stream()
                                .map(person -> person(person, here, now))
                                .toList()
                        : List.of());
    }

    private static Key key(ApiKey key, Instant now) {
        String state = key.valid(now)
                ? key.expires()
                        .map(end -> "valid, ends " + moment(end, now).ago())
                        .orElse("valid")
                : key.revoked().isPresent() ? "revoked" : "expired";
        return new Key(
                key.prefix(),
                key.label(),
                key.scopes().stream()
                        .sorted()
                        .map(scope -> scope.equals(Access.INGEST) ? "sends points" : "reads")
                        .distinct()
                        .collect(Collectors.joining(", ")),
                key.createdBy(),
                moment(key.created(), now),
                key.used().map(used -> moment(used, now).ago()).orElse("never"),
                state);
    }

    private static Somebody person(Person person, Here here, Instant now) {
        String state = person.disabled() ? "locked" : person.oneTime() ? "has not signed in yet" : "may sign in";
        return new Somebody(
                person.name(),
                person.role(),
                state,
                moment(person.created(), now),
                person.name().equals(here.viewer().name()),
                person.disabled());
    }

    private static Moment moment(Instant time, Instant now) {
        return Moment.of(time, now, ZoneOffset.UTC);
    }
}

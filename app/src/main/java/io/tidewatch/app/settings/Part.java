// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.settings;

import io.tidewatch.core.role.RoleName;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a process can be told to run, in the order in which it starts: the two servers, then the roles. */
public enum Part {
    POSTGRES(null),
    BROKER(null),
    FEEDBACK(RoleName.FEEDBACK),
    INGEST(RoleName.INGEST),
    FORECASTER(RoleName.FORECASTER),
    SCORER(RoleName.SCORER),
    NOTIFIER(RoleName.NOTIFIER),
    REPLAY(RoleName.REPLAY);

    private final @Nullable RoleName role;

    Part(@Nullable RoleName role) {
        this.role = role;
    }

    /** Empty for the servers. */
    public Optional<RoleName> role() {
        return Optional.ofNullable(role);
    }

    /** As it is written in settings. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Part> of(String slug) {
        return Arrays.stream(values()).filter(part -> part.slug().equals(slug)).findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(Part::slug).collect(Collectors.joining(", ", "all, ", ""));
    }

    static Set<Part> all() {
        return EnumSet.allOf(Part.class);
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.calendar.ics;

import io.tidewatch.core.calendar.CalendarEvent;
import io.tidewatch.core.calendar.CalendarKind;
import io.tidewatch.core.error.ErrorCode;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.core.subscription.NamePattern;
import io.tidewatch.feedback.desk.Workplace;
import io.tidewatch.storage.calendar.CalendarStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Enters the events of an iCalendar file. Read again, the file changes what it entered before. */
public final class IcsImport {
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MOST_EVENTS = 5_000;

    private final Workplace desk;
    private final CalendarStore store;

    public IcsImport(Workplace desk) {
        this.desk = desk;
        this.store = new CalendarStore(desk.database());
    }

    /** Whom the events concern, and of which kind they are. */
    public record Scope(CalendarKind kind, List<NamePattern> kpis, Map<String, NamePattern> labels) {}

    /** @param why in words */
    public record Skipped(String title, String why) {}

    /** How many events were entered, changed, or there already; and what was left out. */
    public record Imported(int created, int changed, int unchanged, List<Skipped> skipped) {
        public Imported {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * All of them in one transaction.
     *
     * @param dryRun whether only to say what would be done
     * @throws TidewatchException TOO_LARGE; MALFORMED where it is no iCalendar file
     */
    public Imported load(String text, Scope scope, boolean dryRun, String actor) {
        if (text.length() > MAX_CHARACTERS) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE,
                    "the file has " + text.length() + " characters, and " + MAX_CHARACTERS
                            + " are the most. Split it, or leave past years out.");
        }
        IcsEvents read = IcsEvents.of(text, desk.now())
                .orElseThrow(() -> new TidewatchException(
                        ErrorCode.MALFORMED, "this is no iCalendar file: it begins with BEGIN:VCALENDAR."));
        if (read.entries().size() > MOST_EVENTS) {
            throw new TidewatchException(
                    ErrorCode.TOO_LARGE,
                    "the file comes to " + read.entries().size() + " events, and " + MOST_EVENTS
                            + " are the most. Split it, or leave past years out.");
        }
        Map<UUID, CalendarEvent> there = new HashMap<>();
        store.all().forEach(event -> there.put(event.id(), event));
        List<CalendarEvent> wanted = new ArrayList<>();
        int created = 0;
        int unchanged = 0;
        for (IcsEvents.Entry entry : read.entries()) {
            UUID id = UUID.nameUUIDFromBytes(("ics " + entry.key()).getBytes(StandardCharsets.UTF_8));
            @Nullable CalendarEvent before = there.get(id);
            CalendarEvent event = event(id, entry, scope, before, actor);
            if (before != null && event.equals(before)) {
                unchanged++;
                continue;
            }
            created += before == null ? 1 : 0;
            there.put(id, event);
            wanted.add(event);
        }
        if (!dryRun && !wanted.isEmpty()) {
            save(wanted, actor);
        }
        return new Imported(
                created,
                wanted.size() - created,
                unchanged,
                read.skipped().stream()
                        .map(each -> new Skipped(each.title(), each.why()))
                        .toList());
    }

    private CalendarEvent event(
            UUID id, IcsEvents.Entry entry, Scope scope, @Nullable CalendarEvent before, String actor) {
        CalendarEvent same = new CalendarEvent(
                id,
                before == null ? 1 : before.version(),
                entry.title(),
                scope.kind(),
                entry.schedule(),
                scope.kpis(),
                scope.labels(),
                before == null ? actor : before.createdBy(),
                before == null ? desk.now() : before.createdAt());
        if (before == null || same.equals(before)) {
            return same;
        }
        return new CalendarEvent(
                id,
                before.version() + 1,
                same.title(),
                same.kind(),
                same.schedule(),
                same.kpis(),
                same.labels(),
                same.createdBy(),
                same.createdAt());
    }

    private void save(List<CalendarEvent> wanted, String actor) {
        desk.change(transaction -> {
            for (CalendarEvent event : wanted) {
                if (!store.save(transaction, event, actor, desk.now())) {
                    throw new TidewatchException(
                            ErrorCode.CONFLICT,
                            "\"" + event.title()
                                    + "\" was changed meanwhile. Nothing was entered; send the file again.");
                }
            }
            desk.audit(
                    transaction,
                    actor,
                    "calendar.imported",
                    "calendar",
                    wanted.size() + " events of an iCalendar file");
            return wanted.size();
        });
    }
}

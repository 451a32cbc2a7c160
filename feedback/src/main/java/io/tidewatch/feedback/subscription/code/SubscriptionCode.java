// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.subscription.code;

import io.tidewatch.core.subscription.Subscription;
import io.tidewatch.feedback.subscription.Caller;
import io.tidewatch.feedback.subscription.SubscriptionDraft;
import io.tidewatch.feedback.subscription.SubscriptionService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the caller's own subscriptions what a document says. A subscription is known by its name. */
public final class SubscriptionCode {
    private final SubscriptionService subscriptions;

    /**
     * What is to be done with a subscription, or was.
     *
     * @param action "created", "changed", "unchanged" or "deleted"
     * @param secret of one that was created, shown this once
     */
    public record Change(
            String name, String action, @Nullable String secret) {}

    public SubscriptionCode(SubscriptionService subscriptions) {
        this.subscriptions = subscriptions;
    }

    public String export(Caller caller) {
        return SubscriptionYaml.write(own(caller));
    }

    /**
     * Reads all of the document before it changes anything.
     *
     * @param prune whether what the document doesn't name is deleted
     * @param dryRun whether only to say what would be done
     */
    public List<Change> apply(String document, boolean prune, boolean dryRun, Caller caller) {
        List<SubscriptionYaml.Entry> entries = SubscriptionYaml.read(document);
        Map<String, Subscription> there = new HashMap<>();
        own(caller).forEach(each -> there.put(each.name(), each));
        List<Change> changes = new ArrayList<>();
        for (SubscriptionYaml.Entry entry : entries) {
            @Nullable Subscription before = there.remove(entry.draft().name());
            changes.add(before == null ? create(entry, dryRun, caller) : change(before, entry, dryRun, caller));
        }
        if (prune) {
            there.values().stream()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .forEach(each -> {
                        if (!dryRun) {
                            subscriptions.delete(each.id().toString(), caller);
                        }
                        changes.add(new Change(each.name(), "deleted", null));
                    });
        }
        return changes;
    }

    private Change create(SubscriptionYaml.Entry entry, boolean dryRun, Caller caller) {
        if (dryRun) {
            subscriptions.check(entry.draft(), caller);
            return new Change(entry.draft().name(), "created", null);
        }
        SubscriptionService.WithSecret made = subscriptions.create(entry.draft(), caller);
        if (entry.paused()) {
            subscriptions.pause(made.subscription().id().toString(), caller);
        }
        return new Change(entry.draft().name(), "created", made.secret().text());
    }

    private Change change(Subscription before, SubscriptionYaml.Entry entry, boolean dryRun, Caller caller) {
        boolean same = same(before, entry.draft());
        if (same && before.paused() == entry.paused()) {
            return new Change(before.name(), "unchanged", null);
        }
        if (!dryRun) {
            String id = before.id().toString();
            if (!same) {
                subscriptions.update(id, before.version(), entry.draft(), caller);
            }
            if (entry.paused()) {
                subscriptions.pause(id, caller);
            } else if (before.paused()) {
                subscriptions.resume(id, caller);
            }
        }
        return new Change(before.name(), "changed", null);
    }

    private static boolean same(Subscription before, SubscriptionDraft draft) {
        return before.url().equals(draft.url())
                && before.format() == draft.format()
                && before.filter().equals(draft.filter())
                && before.routing().equals(draft.routing())
                && (draft.credential().isEmpty() || draft.credential().equals(before.credential()));
    }

    private List<Subscription> own(Caller caller) {
        return subscriptions.visible(new Caller(caller.name(), false));
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidewatch.core.alert.AlertId;
import io.tidewatch.core.error.TidewatchException;
import io.tidewatch.feedback.DeskFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
    private DeskFixture fixture;
    private LiveFeed feed;

    @BeforeEach
    void start() {
        fixture = new DeskFixture();
        feed = fixture.desk.live();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void tellsWhatChangedAndTheNewCounts() {
        List<LiveEvent> heard = new ArrayList<>();
        AlertId id = fixture.alert(fixture.series("signups", "DE"), 0, 5);
        try (LiveFeed.Subscription seat = feed.subscribe(heard::add)) {
            feed.changed(Set.of(id));
            seat.close();
            feed.changed(Set.of(id));
        }
        assertThat(heard)
                .containsExactly(
                        new LiveEvent.AlertChanged(fixture.desk.alerts().find(id)),
                        fixture.desk.live().counts());
    }

    @Test
    void aFloodBecomesOneResync() {
        List<LiveEvent> heard = new ArrayList<>();
        Set<AlertId> ids = new HashSet<>();
        for (int i = 0; i < 51; i++) {
            ids.add(new AlertId(String.format(java.util.Locale.ROOT, "%032x", i)));
        }
        try (LiveFeed.Subscription seat = feed.subscribe(heard::add)) {
            feed.changed(ids);
            assertThat(heard).first().isEqualTo(new LiveEvent.Resync());
            assertThat(heard).hasSize(2);
            assertThat(seat).isNotNull();
        }
    }

    @Test
    void hasOnlySoManySeatsAndForgetsDeadOnes() {
        List<LiveFeed.Subscription> seats = new ArrayList<>();
        for (int i = 0; i < LiveFeed.MAX_SUBSCRIBERS; i++) {
            seats.add(feed.subscribe(event -> {
                throw new IllegalStateException("gone");
            }));
        }
        assertThatThrownBy(() -> feed.subscribe(event -> {}))
                .isInstanceOf(TidewatchException.class)
                .hasMessageContaining("500");
        feed.missed();
        assertThat(feed.subscribers()).isZero();
        seats.forEach(LiveFeed.Subscription::close);
    }
}

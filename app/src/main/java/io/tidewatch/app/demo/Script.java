// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong, and when: some of it shortly before the start and shortly after, then something each half hour. */
final class Script {
    private static final Duration EACH = Duration.ofMinutes(30);
    private static final int DAYS = 14;

    private Script() {}

    /** @param start the wall clock when the demo began */
    static List<Incident> from(Instant start, List<DemoSeries> series) {
        List<Incident> incidents = new ArrayList<>();
        incidents.add(at(start, "checkouts{shop=\"web\"}", Shape.DROP, -95, -60));
        incidents.add(at(start, "api_latency_p95", Shape.SPIKE, -70, -50));
        incidents.add(at(start, "signups{country=\"BR\"}", Shape.OUTAGE, -40, -22));
        incidents.add(at(start, "searches", Shape.SHIFT, -45, 30));
        incidents.add(at(start, "api_requests{region=\"eu\"}", Shape.RAMP, 2, 25));
        incidents.add(at(start, "login_failures", Shape.SPIKE, 10, 40));
        SplittableRandom random = new SplittableRandom(start.getEpochSecond());
        Shape[] shapes = Shape.values();
        for (Instant next = start.plus(Duration.ofMinutes(45));
                next.isBefore(start.plus(Duration.ofDays(DAYS)));
                next = next.plus(EACH)) {
            String which = series.get(random.nextInt(series.size())).name();
            Duration length = Duration.ofMinutes(random.nextInt(15, 40));
            incidents.add(new Incident(which, shapes[random.nextInt(shapes.length)], next, next.plus(length)));
        }
        return List.copyOf(incidents);
    }

    private static Incident at(Instant start, String series, Shape shape, int fromMinute, int toMinute) {
        return new Incident(
                series, shape, start.plus(Duration.ofMinutes(fromMinute)), start.plus(Duration.ofMinutes(toMinute)));
    }
}

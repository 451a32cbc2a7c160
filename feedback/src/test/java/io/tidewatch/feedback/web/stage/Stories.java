// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.feedback.web.stage;

import java.util.List;

/** The alerts of the invented day. */
final class Stories {
    static final List<Story> ALL = List.of(
            Story.of(
                    1,
                    "open",
                    "high",
                    "checkout.errors/checkout.requests",
                    "%",
                    new Tide(1, 0.8, 0.1, 0.1, 5),
                    42,
                    0,
                    "ongoing"),
            Story.of(
                    2,
                    "open",
                    "high",
                    "payments.authorised{country=\"DE\"}",
                    "payments per 10 min",
                    new Tide(2, 220, 0.5, 0.05, 0.4),
                    98,
                    0,
                    "ongoing"),
            Story.of(
                    3,
                    "open",
                    "high",
                    "signups{country=\"DE\"}",
                    "signups per 10 min",
                    new Tide(3, 90, 0.6, 0.07, 0.3),
                    110,
                    0,
                    "ongoing"),
            Story.of(
                    4,
                    "open",
                    "medium",
                    "api.latency.p99{service=\"search\"}",
                    "ms",
                    new Tide(4, 325, 0.2, 0.06, 2.5),
                    120,
                    35,
                    "lasted 35 min"),
            Story.of(
                    5,
                    "open",
                    "medium",
                    "refunds.amount{currency=\"EUR\"}",
                    "EUR",
                    new Tide(5, 1750, 0.4, 0.1, 2.3),
                    180,
                    120,
                    "lasted 2 h"),
            Story.of(
                    6,
                    "open",
                    "low",
                    "search.zero_results{locale=\"pl\"}",
                    "%",
                    new Tide(6, 5.4, 0.3, 0.12, 1.9),
                    240,
                    20,
                    "lasted 20 min"),
            Story.of(
                    7,
                    "open",
                    "low",
                    "app.sessions{platform=\"ios\"}",
                    "",
                    new Tide(7, 2265, 0.2, 0.03, 0.7),
                    360,
                    30,
                    "lasted 30 min"),
            Story.of(
                    8,
                    "acknowledged",
                    "medium",
                    "orders.value{country=\"AT\"}",
                    "EUR",
                    new Tide(8, 91, 0.3, 0.08, 2.4),
                    420,
                    60,
                    "anna"),
            Story.of(
                    9,
                    "acknowledged",
                    "medium",
                    "email.bounced{list=\"weekly\"}",
                    "%",
                    new Tide(9, 1.95, 0.2, 0.14, 3.2),
                    540,
                    45,
                    "mona"),
            Story.of(
                    10,
                    "acknowledged",
                    "low",
                    "warehouse.pick_time{site=\"HAM\"}",
                    "s",
                    new Tide(10, 111, 0.2, 0.06, 1.4),
                    660,
                    50,
                    "anna"),
            Story.of(
                    11,
                    "resolved",
                    "low",
                    "stock.out{category=\"toys\"}",
                    "items",
                    new Tide(11, 11, 0.3, 0.16, 2.9),
                    840,
                    60,
                    "true, jan"),
            Story.of(
                    12,
                    "resolved",
                    "medium",
                    "signups{country=\"FR\"}",
                    "signups per 10 min",
                    new Tide(12, 118, 0.5, 0.07, 1.8),
                    960,
                    40,
                    "false, anna"),
            Story.of(
                    13,
                    "resolved",
                    "low",
                    "cart.abandoned{device=\"mobile\",note=\"<script>alert(1)</script>\"}",
                    "%",
                    new Tide(13, 66, 0.05, 0.02, 1.2),
                    1080,
                    60,
                    "expected, anna"));

    private Stories() {}

    static Story byId(String id) {
        return ALL.stream().filter(story -> story.id().equals(id)).findFirst().orElseThrow();
    }
}

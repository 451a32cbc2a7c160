// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.notifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks go out. */
@ConfigMapping(prefix = "tidewatch.notifier")
public interface NotifierSettings {
    /** Inside addresses that webhooks may reach, over http as well, as CIDR: 10.20.0.0/16,fd12::/48. None by default. */
    Optional<List<String>> allow();

    /** Where the readers of webhooks reach the UI; links in webhooks start with it. */
    @WithDefault("http://127.0.0.1:8080")
    String publicUrl();

    /** Deliveries to one subscription that may be under way at once, for each process. */
    @WithDefault("8")
    int concurrency();

    /** For all of a delivery, from the look-up of the host to the end of the answer. */
    @WithDefault("PT15S")
    Duration timeout();

    /** Bytes of a receiver's answer that the log keeps. */
    @WithDefault("4096")
    int answerLimit();

    /** How long the delivery log is kept. */
    @WithDefault("P30D")
    Duration keep();

    /** The sender of e-mail; without it none is sent. The server is Quarkus's: quarkus.mailer.host, -.port, -.username, -.password. */
    Optional<String> mailFrom();

    /** At its first start against a database the notifier tells of what happened since so long before; older events are recorded only. */
    @WithDefault("PT1H")
    Duration newsAtFirstStart();
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that owns a server until it is killed. */
final class OwnerMain {
    private OwnerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0);
        System.out.println(database.url());
        new CountDownLatch(1).await();
    }
}

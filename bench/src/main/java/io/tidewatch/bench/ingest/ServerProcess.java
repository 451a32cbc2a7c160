// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.bench.ingest;

import io.tidewatch.bench.log.Logs;
import io.tidewatch.embedded.EmbeddedBroker;
import io.tidewatch.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;

/** A broker or a PostgreSQL in a process of its own, to be killed. It ends by itself when its parent does. */
final class ServerProcess {
    private ServerProcess() {}

    /** @param args {@code broker} or {@code database}, directory, port or 0; prints its address when it can be used */
    public static void main(String[] args) throws IOException {
        Logs.from(Level.WARNING);
        Path directory = Path.of(args[1]);
        int port = Integer.parseInt(args[2]);
        AutoCloseable server = args[0].equals("broker")
                ? EmbeddedBroker.start(directory, port)
                : EmbeddedDatabase.start(directory, port);
        System.out.println(
                server instanceof EmbeddedDatabase database ? database.url() : ((EmbeddedBroker) server).bootstrap());
        while (System.in.read() >= 0) {
            // The parent never writes; the end of the stream is the end of the parent.
        }
        try {
            server.close();
        } catch (Exception e) {
            System.err.println(e);
        }
        Runtime.getRuntime().halt(0);
    }
}

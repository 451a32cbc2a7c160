// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM, its own controller (KRaft), listening on 127.0.0.1 only. Its directory holds everything it
 * keeps; started there again it goes on with the same topics, offsets and port.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String PORT_FILE = "port";

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final int port;
    private boolean open = true;

    private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * Returns when clients can be served.
     *
     * @param directory created where it is missing
     * @param port for clients; 0 for the one used there before, else any free one
     * @throws EmbeddedServerException with the cause and the remedy
     */
    public static EmbeddedBroker start(Path directory, int port) {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            int clients = LoopbackPort.choose(port, directory.resolve(PORT_FILE), "Kafka");
            int controller = LoopbackPort.choose(0, directory.resolve("controller-port"), "Kafka's controller");
            Path log = directory.resolve("log").toAbsolutePath();
            format(log);
            KafkaRaftServer server = RootLocale.during(() -> {
                if (KilledBroker.left(log)) {
                    KilledBroker.fence(log, controller);
                }
                return started(BrokerConfig.of(log, clients, controller));
            });
            LOG.info("Kafka broker on 127.0.0.1:{}, its log in {}", clients, log);
            return new EmbeddedBroker(lock, server, clients);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The address of the broker that was last started in that directory; empty where none was. */
    public static String lastBootstrap(Path directory) {
        int port = LoopbackPort.remembered(directory.resolve(PORT_FILE));
        return port == 0 ? "" : "127.0.0.1:" + port;
    }

    /** host:port for clients. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    private static void format(Path log) {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerConfig.NODE)
                .setControllerListenerName(BrokerConfig.CONTROLLER)
                .setMetadataLogDirectory(log.toString())
                .setDirectories(List.of(log.toString()));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new EmbeddedServerException(log + " can't be made a Kafka log directory: " + e.getMessage(), e);
        }
    }

    /** The server's threads keep the JVM alive, so a half start must be taken back. */
    private static KafkaRaftServer started(Map<String, String> config) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw new EmbeddedServerException("the embedded Kafka broker can't start: " + e.getMessage(), e);
        }
    }
}

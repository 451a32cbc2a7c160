// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Takes a broker that was killed out of the cluster's books before it is started again, by running its controller alone for
 * about a second.
 *
 * <p>Started without that, the broker leads all its partitions by what the books say, takes up the transactions that were about
 * to be committed, and tries to send their markers while its own door is still shut. When the controller then notices that this
 * is a new process, the partitions have no leader for a moment; Kafka 4.3 takes a partition without a leader for a deleted one
 * and drops its marker. Nobody ends such a transaction any more, and readers of committed records wait for it for ever. A broker
 * that is known to be gone leads nothing until its door is open. It is also back sooner, since nobody waits for the old session
 * to run out.
 */
final class KilledBroker {
    /** What a broker leaves behind when it stops in order, and takes away when it starts. */
    private static final String ORDERLY_STOP = ".kafka_cleanshutdown";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private KilledBroker() {}

    /** Whether a broker has partitions in that directory and did not stop in order; one without is not in the books for sure. */
    static boolean left(Path log) {
        if (Files.exists(log.resolve(ORDERLY_STOP))) {
            return false;
        }
        try (DirectoryStream<Path> partitions = Files.newDirectoryStream(log, "*-*")) {
            for (Path partition : partitions) {
                if (Files.isDirectory(partition) && !partition.endsWith("__cluster_metadata-0")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new EmbeddedServerException(log + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @throws EmbeddedServerException where the controller doesn't come to it */
    static void fence(Path log, int controllerPort) {
        KafkaRaftServer controller =
                new KafkaRaftServer(new KafkaConfig(BrokerConfig.controller(log, controllerPort), false), Time.SYSTEM);
        try {
            controller.startup();
            awaitFenced();
        } catch (TimeoutException | JMException | RuntimeException e) {
            throw new EmbeddedServerException("the embedded Kafka controller can't start: " + e, e);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void awaitFenced() throws TimeoutException, JMException {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        ObjectName fenced = new ObjectName("kafka.controller:type=KafkaController,name=FencedBrokerCount");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Integer.valueOf(1).equals(metrics.getAttribute(fenced, "Value"))) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("it still counts on the broker that was killed after " + PATIENCE);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
package io.tidewatch.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ports on the loopback interface that stay the same over restarts where nobody took them meanwhile. */
final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * @param given the port wished for, or 0 for the one used before, else any free one
     * @param file where the port is remembered
     * @throws EmbeddedServerException where a given port is taken
     */
    static int choose(int given, Path file, String owner) {
        if (given != 0) {
            if (!free(given)) {
                throw new EmbeddedServerException("port " + given + " on 127.0.0.1, for " + owner
                        + ", is taken. Stop what listens there, or choose another port.");
            }
            return remember(given, file);
        }
        int before = remembered(file);
        return remember(before != 0 && free(before) ? before : anyFree(), file);
    }

    /** The port of a server that was started before in that directory; 0 where none was. */
    static int remembered(Path file) {
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static int remember(int port, Path file) {
        try {
            Files.writeString(file, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new EmbeddedServerException(file + " can't be written (" + e + ")", e);
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedServerException("no free port on 127.0.0.1 (" + e + ")", e);
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers themselves do: a port whose old connections still linger is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

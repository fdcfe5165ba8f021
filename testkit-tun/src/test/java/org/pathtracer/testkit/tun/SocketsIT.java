// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.lab.InLab;
import org.pathtracer.testkit.Topology;

/** The kernel's own TCP and UDP against simulated hosts. */
@InLab(tun = true)
class SocketsIT {
    private static final int OPEN = 80;
    private static final int CLOSED = 81;
    private static final int FILTERED = 82;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int SHORT_MILLIS = 200;
    private static final Duration DELAY = Duration.ofMillis(2);

    private TunNetwork network = null;

    @BeforeEach
    void open() {
        network = TunNetwork.open(
                Topology.builder()
                        .source("client")
                        .router("r1")
                        .destination(
                                "server",
                                node -> node.address("203.0.113.9")
                                        .address("2001:db8:9::9")
                                        .tcpOpen(OPEN)
                                        .tcpFiltered(FILTERED)
                                        .udpOpen(OPEN)
                                        .udpFiltered(FILTERED))
                        .link("client", "r1", link -> link.delay(DELAY))
                        .link("r1", "server", link -> link.delay(DELAY))
                        .build(),
                1,
                "sockets0");
    }

    @AfterEach
    void close() {
        network.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void openTcpPort_acceptsAndTakesData_andEnds(String server) throws Exception {
        long began = System.nanoTime();
        try (Socket socket = connect(server, OPEN, PATIENCE_MILLIS)) {
            assertThat(System.nanoTime() - began).isGreaterThan(2 * 2 * DELAY.toNanos());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void closedTcpPort_refuses(String server) {
        assertThatThrownBy(() -> connect(server, CLOSED, PATIENCE_MILLIS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void filteredTcpPort_isSilent(String server) {
        assertThatThrownBy(() -> connect(server, FILTERED, SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
    }

    private static Socket connect(String server, int port, int timeoutMillis) throws Exception {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(server), port), timeoutMillis);
            return socket;
        } catch (Exception e) {
            socket.close();
            throw e;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void openUdpPort_echoes(String server) throws Exception {
        assertThat(exchange(server, OPEN, PATIENCE_MILLIS)).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void closedUdpPort_isUnreachable(String server) {
        assertThatThrownBy(() -> exchange(server, CLOSED, PATIENCE_MILLIS))
                .isInstanceOf(PortUnreachableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "2001:db8:9::9"})
    void filteredUdpPort_isSilent(String server) {
        assertThatThrownBy(() -> exchange(server, FILTERED, SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
    }

    private static String exchange(String server, int port, int timeoutMillis) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(timeoutMillis);
            socket.connect(InetAddress.getByName(server), port);
            byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(hello, hello.length));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }
}

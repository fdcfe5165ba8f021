// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.pathtracer.AddressFamily;
import org.pathtracer.nativelinux.libc.LinuxCalls;
import org.pathtracer.nativeposix.libc.Posix;
import org.pathtracer.nativeposix.loop.PollLoop;

@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class EpollLoopTest {
    private final EpollLoop loop = new EpollLoop("epoll-test");
    private final LinuxCalls calls = new LinuxCalls();

    /** A UDP socket that is watched until it is told of something. */
    private final class Watched {
        final CompletableFuture<Boolean> told = new CompletableFuture<>();
        final int port;
        final PollLoop.Watch watch;

        Watched() {
            int fd = calls.open(AddressFamily.IPV4, Posix.SOCK_DGRAM, Posix.IPPROTO_UDP);
            calls.bind(fd, InetAddress.getLoopbackAddress(), 0);
            port = calls.localPort(fd);
            watch = loop.watch(fd, this::ready);
        }

        private void ready() {
            watch.close();
            told.complete(true);
        }
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private <T> T onLoop(Supplier<T> task) {
        return soon(CompletableFuture.supplyAsync(task, loop::execute));
    }

    private static <T> T soon(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void sendTo(Watched watched) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), watched.port);
            socket.send(new DatagramPacket(new byte[1], 1, to));
        }
    }

    private boolean pause(Watched watched, boolean value) {
        return onLoop(() -> {
            watched.watch.pause(value);
            return value;
        });
    }

    @Test
    void pausedWatch_isToldNothingUntilItGoesOn() throws Exception {
        Watched paused = onLoop(Watched::new);
        Watched other = onLoop(Watched::new);
        pause(paused, true);
        sendTo(paused);
        sendTo(other);
        assertThat(soon(other.told)).isTrue();
        assertThat(onLoop(paused.told::isDone)).isFalse();
        pause(paused, false);
        assertThat(soon(paused.told)).isTrue();
    }

    @Test
    void watchClosedWhilePaused_staysClosed() throws Exception {
        Watched paused = onLoop(Watched::new);
        pause(paused, true);
        onLoop(() -> {
            paused.watch.close();
            return true;
        });
        pause(paused, false);
        Watched other = onLoop(Watched::new);
        sendTo(paused);
        sendTo(other);
        assertThat(soon(other.told)).isTrue();
        assertThat(onLoop(paused.told::isDone)).isFalse();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativemacos.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pathtracer.nativeposix.libc.NativeMemory;
import org.pathtracer.nativeposix.libc.SocketAddress;

/** The tables against what the public sources of XNU say, written down a second time. */
class LayoutTest {
    private static final Map<String, Integer> LAYOUT = Map.ofEntries(
            Map.entry("IOVEC", 16),
            Map.entry("IOV_LEN", 8),
            Map.entry("MSGHDR", 48),
            Map.entry("MSG_NAMELEN", 8),
            Map.entry("MSG_IOV", 16),
            Map.entry("MSG_IOVLEN", 24),
            Map.entry("MSG_CONTROL", 32),
            Map.entry("MSG_CONTROLLEN", 40),
            Map.entry("MSG_FLAGS", 44),
            Map.entry("CMSGHDR", 12),
            Map.entry("CMSG_LEVEL", 4),
            Map.entry("CMSG_TYPE", 8),
            Map.entry("KEVENT", 32),
            Map.entry("KEVENT_FILTER", 8),
            Map.entry("KEVENT_FLAGS", 10),
            Map.entry("KEVENT_FFLAGS", 12),
            Map.entry("TIMESPEC", 16),
            Map.entry("TV_NSEC", 8),
            Map.entry("TIMEBASE", 8),
            Map.entry("TIMEBASE_DENOM", 4));

    private static final Map<String, Integer> CONSTANTS = Map.ofEntries(
            Map.entry("AF_INET6", 30),
            Map.entry("SOL_SOCKET", 65_535),
            Map.entry("SO_REUSEPORT", 512),
            Map.entry("SO_LINGER", 128),
            Map.entry("SO_TIMESTAMP_MONOTONIC", 2048),
            Map.entry("SCM_TIMESTAMP_MONOTONIC", 4),
            Map.entry("SO_SNDBUF", 4097),
            Map.entry("SO_RCVBUF", 4098),
            Map.entry("SO_ERROR", 4103),
            Map.entry("SO_NOSIGPIPE", 4130),
            Map.entry("IP_TOS", 3),
            Map.entry("IP_TTL", 4),
            Map.entry("IP_RECVTTL", 24),
            Map.entry("IP_BOUND_IF", 25),
            Map.entry("IP_DONTFRAG", 28),
            Map.entry("IPV6_UNICAST_HOPS", 4),
            Map.entry("ICMP6_FILTER", 18),
            Map.entry("IPV6_V6ONLY", 27),
            Map.entry("IPV6_TCLASS", 36),
            Map.entry("IPV6_RECVHOPLIMIT", 37),
            Map.entry("IPV6_HOPLIMIT", 47),
            Map.entry("IPV6_DONTFRAG", 62),
            Map.entry("IPV6_BOUND_IF", 125),
            Map.entry("MSG_TRUNC", 16),
            Map.entry("MSG_DONTWAIT", 128),
            Map.entry("F_SETFD", 2),
            Map.entry("F_SETFL", 4),
            Map.entry("FD_CLOEXEC", 1),
            Map.entry("O_NONBLOCK", 4),
            Map.entry("RLIMIT_NOFILE", 8),
            Map.entry("EVFILT_READ", -1),
            Map.entry("EVFILT_WRITE", -2),
            Map.entry("EVFILT_USER", -10),
            Map.entry("EV_ADD", 1),
            Map.entry("EV_DELETE", 2),
            Map.entry("EV_CLEAR", 32),
            Map.entry("NOTE_TRIGGER", 16_777_216));

    private static Map<String, Integer> table(Class<?> type) throws IllegalAccessException {
        Map<String, Integer> table = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.getType() == int.class) {
                table.put(field.getName(), field.getInt(null));
            }
        }
        return table;
    }

    @Test
    void structs_areLaidOutAsXnuHasThem() throws Exception {
        assertThat(table(Layout.class)).isEqualTo(new TreeMap<>(LAYOUT));
    }

    @Test
    void constants_haveTheValuesOfXnu() throws Exception {
        assertThat(table(Darwin.class)).isEqualTo(new TreeMap<>(CONSTANTS));
    }

    /** CMSG_SPACE of 1, 8, 16 and 20 bytes. */
    @Test
    void controlMessages_areAlignedToFourBytes() {
        assertThat(Arrays.stream(new int[] {1, 8, 16, 20}).map(size -> Layout.CMSGHDR + Layout.aligned(size)))
                .containsExactly(16, 20, 28, 32);
    }

    @Test
    void errors_haveTheNumbersOfXnu() {
        Map.of(
                        "EAGAIN",
                        35,
                        "EMSGSIZE",
                        40,
                        "EADDRINUSE",
                        48,
                        "EADDRNOTAVAIL",
                        49,
                        "ENETDOWN",
                        50,
                        "ENETUNREACH",
                        51,
                        "ENOBUFS",
                        55,
                        "ECONNREFUSED",
                        61,
                        "EHOSTDOWN",
                        64,
                        "EHOSTUNREACH",
                        65)
                .forEach((name, number) -> {
                    assertThat(Errno.NAMES.number(name)).as(name).isEqualTo(number);
                    assertThat(Errno.NAMES.name(number)).isEqualTo(name);
                });
    }

    @Test
    void addresses_beginWithTheirLengthAndFamily() throws Exception {
        NativeMemory memory = new NativeMemory(SocketAddress.MOST);
        InetAddress four = InetAddress.getByName("192.0.2.7");
        assertThat(DarwinSystem.ADDRESSES.write(memory, 0, four, 4711, 0)).isEqualTo(16);
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 16);
        assertThat(memory.bytes().get(1)).isEqualTo((byte) 2);
        assertThat(memory.networkOrder().getShort(2)).isEqualTo((short) 4711);
        assertThat(memory.networkOrder().getInt(4)).isEqualTo(0xc000_0207);
        assertThat(DarwinSystem.ADDRESSES.read(memory, 0, 16)).contains(four);
        InetAddress six = InetAddress.getByName("fe80::7%3");
        assertThat(DarwinSystem.ADDRESSES.write(memory, 0, six, 4711, 0)).isEqualTo(28);
        assertThat(memory.bytes().get(0)).isEqualTo((byte) 28);
        assertThat(memory.bytes().get(1)).isEqualTo((byte) 30);
        assertThat(memory.bytes().getInt(24)).isEqualTo(3);
        assertThat(DarwinSystem.ADDRESSES.read(memory, 0, 28)).contains(six);
    }

    @Test
    void ticks_areNanosecondsOnIntelOnly() {
        assertThat(new Timebase(1, 1).nanos(1_000)).isEqualTo(1_000);
        assertThat(new Timebase(125, 3).nanos(24_000_000)).isEqualTo(1_000_000_000);
        long century = 24_000_000L * 60 * 60 * 24 * 365 * 90;
        assertThat(new Timebase(125, 3).nanos(century)).isPositive();
    }
}

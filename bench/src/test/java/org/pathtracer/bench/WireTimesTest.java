// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WireTimesTest {
    private static final int ECHO_REPLY = 0;
    private static final int ECHO_REQUEST = 8;
    private static final int TIME_EXCEEDED = 11;

    private final WireTimes times = new WireTimes();

    @Test
    void answers_areMatchedByIdentifierAndSequence() {
        times.packet(icmp(ECHO_REQUEST, 1, 0x10001, new byte[0]), 100);
        times.packet(icmp(ECHO_REQUEST, 2, 0x10002, new byte[0]), 110);
        times.packet(icmp(ECHO_REPLY, 63, 0x10002, new byte[0]), 150);
        times.packet(icmp(TIME_EXCEEDED, 64, 0, icmp(ECHO_REQUEST, 1, 0x10001, new byte[0])), 160);
        assertThat(times.rtts(1)).containsExactly(60L);
        assertThat(times.rtts(2)).containsExactly(40L);
    }

    @Test
    void probesOfOneTtl_keepTheirOrder_andSilenceIsMarked() {
        times.packet(icmp(ECHO_REQUEST, 1, 7, new byte[0]), 0);
        times.packet(icmp(ECHO_REQUEST, 1, 8, new byte[0]), 0);
        times.packet(icmp(ECHO_REPLY, 64, 8, new byte[0]), 9);
        assertThat(times.rtts(1)).containsExactly(-1L, 9L);
    }

    @Test
    void whatIsNoIcmp_isLeftOut() {
        times.packet(new byte[0], 1);
        times.packet(new byte[60], 1);
        byte[] cut = icmp(TIME_EXCEEDED, 64, 0, new byte[5]);
        times.packet(cut, 1);
        assertThat(times.rtts(0)).isEmpty();
    }

    @Test
    void answersOverIpv6_areMatchedTheSameWay_andNoSilenceIsInTheMean() {
        times.packet(icmp6(128, 2, 7, new byte[0]), 100);
        times.packet(icmp6(128, 2, 8, new byte[0]), 100);
        times.packet(icmp6(128, 2, 9, new byte[0]), 100);
        times.packet(icmp6(129, 64, 8, new byte[0]), 130);
        times.packet(icmp6(3, 64, 0, icmp6(128, 1, 7, new byte[0])), 150);
        assertThat(times.rtts(2)).containsExactly(50L, 30L, -1L);
        assertThat(times.meanRtt(2)).isEqualTo(40);
    }

    private static byte[] icmp6(int type, int hopLimit, int identifierAndSequence, byte[] payload) {
        return ByteBuffer.allocate(48 + payload.length)
                .put(0, (byte) 0x60)
                .put(6, (byte) 58)
                .put(7, (byte) hopLimit)
                .put(40, (byte) type)
                .putInt(44, identifierAndSequence)
                .put(48, payload)
                .array();
    }

    private static byte[] icmp(int type, int ttl, int identifierAndSequence, byte[] payload) {
        return ByteBuffer.allocate(28 + payload.length)
                .put(0, (byte) 0x45)
                .put(8, (byte) ttl)
                .put(9, (byte) 1)
                .put(20, (byte) type)
                .putInt(24, identifierAndSequence)
                .put(28, payload)
                .array();
    }
}

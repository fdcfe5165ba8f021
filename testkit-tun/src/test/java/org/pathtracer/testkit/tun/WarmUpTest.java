// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;

class WarmUpTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.3, 2, 11", "10.0.0.3, 3, 0", "fd00::3, 2, 3", "fd00::3, 3, 129"})
    void echoRequest_isAnsweredAsAnyOther(String destination, int ttl, int answerType) throws Exception {
        PacketNetwork network = PacketNetwork.of(Topology.chain(3, Duration.ofMillis(1)), 1);
        byte[] address = InetAddress.getByName(destination).getAddress();
        byte[] source = InetAddress.getByName(address.length == 4 ? "10.255.0.1" : "fd00::ffff:1")
                .getAddress();
        network.inject(ByteBuffer.wrap(WarmUp.echoRequest(source, address, ttl)), 0);
        assertThat(network.counters().ignored()).isZero();
        assertThat(network.poll(Duration.ofSeconds(1).toNanos()))
                .hasValueSatisfying(answer ->
                        assertThat(answer[address.length == 4 ? 20 : 40] & 0xff).isEqualTo(answerType));
    }
}

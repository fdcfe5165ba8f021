// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test can do to the nodes of an open lab. */
@InLab(tools = {"nft", "traceroute"})
class NodesIT {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int IPPROTO_ICMP = 1;
    private static final int EACCES = 13;

    private Lab lab = null;

    @BeforeEach
    void open() {
        lab = Lab.chain(2).open();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void command_runsInItsNode() {
        assertThat(lab.exec(Lab.TARGET, "ip", "-4", "-o", "address")
                        .expectSuccess()
                        .stdout())
                .contains("10.77.3.1/24");
        assertThat(lab.exec(Lab.CLIENT, "ip", "-4", "-o", "address").stdout()).contains("10.77.1.2/24");
    }

    @Test
    void failingCommand_isAResult_andAnErrorOnRequest() {
        CommandResult result = lab.exec("r1", "sh", "-c", "echo out; echo why >&2; exit 7");
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.stdout()).isEqualTo("out\n");
        assertThatThrownBy(result::expectSuccess)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("ip netns exec r1 sh -c")
                .hasMessageContaining("exit code 7, stderr: why");
    }

    @Test
    void unknownNode_isRefusedWithTheNamesThatExist() {
        assertThatThrownBy(() -> lab.exec("r3", "true")).hasMessageContaining("[client, r1, r2, target]");
    }

    @Test
    void unprivilegedCommand_hasNoCapability() {
        List<String> status = Lab.unprivileged(List.of("cat", "/proc/self/status"));
        assertThat(lab.exec(Lab.CLIENT, status).expectSuccess().stdout())
                .containsPattern("CapEff:\\s+0+\n")
                .containsPattern("CapPrm:\\s+0+\n")
                .containsPattern("NoNewPrivs:\\s+1\n");
    }

    @Test
    void client_mayOpenIcmpSockets_asTheStartOfTheLabAllowsThem() throws Exception {
        assertThat(icmpSocketErrno(Lab.CLIENT)).isZero();
    }

    @Test
    void otherNodes_refuseIcmpSockets() throws Exception {
        assertThat(icmpSocketErrno("r1")).isEqualTo(EACCES);
    }

    @Test
    void pingGroupRange_isChangedWhereTheKernelAllows_andRestored() throws Exception {
        if (Privileges.isUserNamespace()) {
            assertThatThrownBy(() -> lab.setPingGroupRange("1 0")).hasMessageContaining("ping_group_range");
        } else {
            lab.setPingGroupRange("1 0");
            assertThat(icmpSocketErrno(Lab.CLIENT)).isEqualTo(EACCES);
        }
        lab.close();
        lab = Lab.chain(1).open();
        assertThat(icmpSocketErrno(Lab.CLIENT)).isZero();
    }

    @Test
    void linkDown_makesTheTargetUnreachable_untilItIsUp() throws Exception {
        lab.linkDown();
        for (Family family : Family.values()) {
            assertThatThrownBy(() -> send(family)).hasMessageContaining("unreachable");
        }
        lab.linkUp();
        for (Family family : Family.values()) {
            send(family);
            assertThat(Traceroute.run(lab, family)).hasSize(3);
        }
    }

    @Test
    void rulesOfTheClient_refuseToSend() {
        lab.nft(Lab.CLIENT, """
                add table inet mine
                add chain inet mine out { type filter hook output priority 0; }
                add rule inet mine out ip daddr 10.77.3.1 drop
                """);
        assertThatThrownBy(() -> send(Family.V4)).hasMessageContaining("not permitted");
    }

    @Test
    void brokenRules_areAnErrorWithTheReason() {
        assertThatThrownBy(() -> lab.nft("r1", "nonsense")).hasMessageContaining("nft -f -: exit code 1, stderr:");
    }

    @Test
    void exceptionOfWorkInANode_reachesTheCaller() {
        assertThatThrownBy(() -> lab.in(Lab.TARGET, () -> {
                    throw new IOException("of the work");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("of the work");
    }

    private void send(Family family) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(lab.target(family), 9)));
        }
    }

    private int icmpSocketErrno(String node) throws Exception {
        return lab.in(node, () -> {
            int fd = Libc.CALLS.socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
            int errno = fd < 0 ? Libc.errno() : 0;
            if (fd >= 0) {
                Libc.CALLS.close(fd);
            }
            return errno;
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.lab.Command;
import org.pathtracer.lab.CommandResult;
import org.pathtracer.lab.Family;
import org.pathtracer.lab.Lab;

/** Three routers, of which the middle one has a slow link with a queue in both directions. */
final class ShapedLab implements AutoCloseable {
    static final int SHAPED = 2;

    final Lab lab = Lab.chain(3).open();

    /** A lab with 20 Mbit/s and this many bytes of queue. */
    ShapedLab(int queueBytes) {
        try {
            fillQueues();
            shape("to-r1", queueBytes);
            shape("to-r3", queueBytes);
        } catch (RuntimeException | Error e) {
            lab.close();
            throw e;
        }
    }

    /** Not what keeps queues short: cubic if it is permitted here, else reno. */
    private void fillQueues() {
        for (String kind : List.of("cubic", "reno")) {
            String[] set = {"sysctl", "-qw", "net.ipv4.tcp_congestion_control=" + kind};
            if (lab.exec(Lab.TARGET, set).exitCode() == 0 && Command.run(set).exitCode() == 0) {
                return;
            }
        }
        throw new TestAbortedException("no congestion control that fills queues");
    }

    void shape(String device, int queueBytes) {
        CommandResult shaped = lab.exec(
                Lab.router(SHAPED),
                ("tc qdisc replace dev " + device + " root tbf rate 20mbit burst 10k limit " + queueBytes).split(" "));
        if (shaped.exitCode() != 0) {
            String reason = "no tbf in this kernel: " + shaped.stderr();
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionFailedError(reason);
            }
            throw new TestAbortedException(reason);
        }
    }

    void unshape(String device) {
        lab.exec(Lab.router(SHAPED), "tc", "qdisc", "del", "dev", device, "root");
    }

    String target() {
        return lab.target(Family.V4).getHostAddress();
    }

    /** What makes a test short: small steps. */
    BufferbloatRequest.Builder request(int port) {
        return BufferbloatRequest.against(URI.create("https://" + target() + ":" + port))
                .insecure(true)
                .idle(Duration.ofMillis(500))
                .duration(Duration.ofSeconds(4))
                .interval(Duration.ofMillis(250))
                .connectionStep(2)
                .maxConnections(6)
                .probeInterval(Duration.ofMillis(20))
                .hopInterval(Duration.ofMillis(60));
    }

    /** The program that a test needs on this machine; if it is missing, the test says so, and on CI it fails. */
    static void require(String tool) {
        Optional<String> path = Optional.of(Command.run("sh", "-c", "command -v " + tool))
                .filter(found -> found.exitCode() == 0)
                .map(CommandResult::stdout);
        if (path.isEmpty()) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionFailedError(tool + " is missing: install it");
            }
            throw new TestAbortedException(tool + " is missing: install it");
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}

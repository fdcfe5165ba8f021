// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import java.time.Duration;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Protocol;
import org.pathtracer.fleet.wire.Diagnose;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Probe;

/** A diagnosis as a message, and back. */
final class DiagnoseOperation {
    private DiagnoseOperation() {}

    static Diagnose of(DiagnoseRequest from) {
        // A name is looked up again for a URL's connections, so an agent could not hold them to what it allows.
        Operations.require(
                from.url().isEmpty(),
                "a fleet diagnoses HOST and HOST:PORT: leave out the scheme and the path of the URL");
        Operations.require(
                !from.publicAddress(), "vantage points ask no third parties: leave out the public address for a fleet");
        return Diagnose.getDefaultInstance();
    }

    static DiagnoseRequest request(Operation operation, String target) {
        Probe probe = operation.getProbe();
        DiagnoseRequest.Builder builder = DiagnoseRequest.to(target).family(Operations.family(probe));
        if (operation.hasDeadlineNanos()) {
            builder.deadline(Duration.ofNanos(operation.getDeadlineNanos()));
        }
        if (probe.hasPort()) {
            if (Operations.constant(Protocol.class, "protocol", probe.getProtocol()) == Protocol.UDP) {
                builder.udp(probe.getPort());
            } else {
                builder.tcp(probe.getPort());
            }
        }
        DiagnoseRequest request = builder.build();
        Operations.require(request.url().isEmpty(), "a fleet diagnoses HOST and HOST:PORT, no URL");
        return request;
    }
}

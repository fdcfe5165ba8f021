// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.result.QuicResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.QuicResult;
import org.pathtracer.service.ServiceFailure;

/** Forces version negotiation. */
final class QuicRun extends DatagramRun<QuicResult> {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofDays(1));

    private final VersionNegotiation negotiation = VersionNegotiation.random();
    private List<String> versions = List.of();

    QuicRun(IoLoop loop, QuicCheck check) {
        super(loop, check.target(), PAUSES);
    }

    @Override
    byte[] message() {
        return negotiation.question();
    }

    @Override
    boolean accept(byte[] message) {
        Optional<List<String>> listed = negotiation.read(message);
        listed.ifPresent(list -> versions = list);
        return listed.isPresent();
    }

    @Override
    QuicResult result(Contact contact, Optional<ServiceFailure> failure) {
        return new QuicResultRecord(contact, rtt(), versions, failure);
    }
}

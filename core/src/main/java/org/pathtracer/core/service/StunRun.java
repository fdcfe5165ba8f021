// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceFailure.Reason;
import org.pathtracer.service.ServiceTarget;

/** One STUN server. Requests are sent again after 0.5, 1.5, 3.5 s and so on (RFC 8489 section 6.2.1). */
final class StunRun extends DatagramRun<StunAnswer> {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    private final StunMessage message = new StunMessage();
    private Optional<InetSocketAddress> seen = Optional.empty();

    StunRun(IoLoop loop, ServiceTarget target) {
        super(loop, target, PAUSES);
    }

    @Override
    byte[] message() {
        return message.request();
    }

    @Override
    boolean accept(byte[] answer) {
        seen = message.read(answer);
        Optional<String> refusal = message.refusal(answer);
        // RFC 8489 section 6.3.4: an error ends the transaction, so waiting for more is in vain.
        refusal.ifPresent(why -> fail(Reason.BROKEN, why));
        return seen.isPresent() || refusal.isPresent();
    }

    @Override
    StunAnswer result(Contact contact, Optional<ServiceFailure> failure) {
        return new StunAnswer(contact, seen, failure);
    }
}

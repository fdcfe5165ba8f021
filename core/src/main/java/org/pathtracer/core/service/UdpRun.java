// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.result.UdpResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.UdpCheck;
import org.pathtracer.service.UdpResult;

/** Any datagram that comes back is an answer. */
final class UdpRun extends DatagramRun<UdpResult> {
    private static final int SHOWN = 512;

    private final byte[] payload;
    private byte[] answer = new byte[0];

    UdpRun(IoLoop loop, UdpCheck check) {
        super(loop, check.target(), List.of(Duration.ofSeconds(1)));
        payload = HexFormat.of().parseHex(check.payload());
    }

    @Override
    byte[] message() {
        return payload;
    }

    @Override
    boolean accept(byte[] message) {
        answer = message;
        return true;
    }

    @Override
    UdpResult result(Contact contact, Optional<ServiceFailure> failure) {
        String shown = HexFormat.of().formatHex(answer, 0, Math.min(answer.length, SHOWN));
        return new UdpResultRecord(contact, rtt(), answer.length, shown, failure);
    }
}

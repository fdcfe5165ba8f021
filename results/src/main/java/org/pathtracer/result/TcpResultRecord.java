// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TcpResult;

/** The facts of a {@link TcpResult}. */
public record TcpResultRecord(Contact contact, Optional<Duration> connect, Optional<ServiceFailure> failure)
        implements TcpResult {
    /** Takes no null. */
    public TcpResultRecord {
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public boolean connectMayBeRepeated() {
        return ConnectTime.mayBeRepeated(connect);
    }

    @Override
    public boolean answered() {
        return connect.isPresent();
    }
}

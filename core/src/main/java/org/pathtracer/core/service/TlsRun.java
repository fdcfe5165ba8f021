// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.pathtracer.address.HostText;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.result.TlsResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.TlsResult;

/** A handshake, and no more. */
final class TlsRun extends SecureRun<TlsResult> {
    TlsRun(IoLoop loop, TlsCheck check, TlsEngines engines, Executor executor) {
        super(loop, check.target(), engines, executor, true, HostText.ascii(check.serverName()), check.protocols());
    }

    @Override
    void begin(ByteStream ready) {
        succeed();
    }

    @Override
    TlsResult result(Contact contact, Optional<ServiceFailure> failure) {
        return new TlsResultRecord(contact, connect(), handshake(), session(), failure);
    }
}

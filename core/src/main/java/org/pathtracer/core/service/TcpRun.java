// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.result.TcpResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TcpResult;

/** A connection, and no more. */
final class TcpRun extends StreamRun<TcpResult> {
    TcpRun(IoLoop loop, TcpCheck check) {
        super(loop, check.target());
    }

    @Override
    void connected(SocketChannel stream, SelectionKey key) {
        succeed();
    }

    /** It was accepted, and more was not asked. */
    @Override
    void gone(IOException cause) {
        succeed();
    }

    @Override
    void proceed() {}

    @Override
    TcpResult result(Contact contact, Optional<ServiceFailure> failure) {
        return new TcpResultRecord(contact, connect(), failure);
    }
}

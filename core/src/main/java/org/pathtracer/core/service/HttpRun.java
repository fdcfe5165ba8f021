// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.result.HttpResultRecord;
import org.pathtracer.service.Contact;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.HttpResult;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceFailure.Phase;

/** One request and its answer (RFC 9112), over a connection of its own. */
final class HttpRun extends SecureRun<HttpResult> {
    private final HttpCheck check;
    private final HttpAnswer answer;
    private Optional<Duration> firstByte = Optional.empty();
    private Optional<Duration> rest = Optional.empty();
    private long worked;

    HttpRun(IoLoop loop, HttpCheck check, TlsEngines engines, Executor executor) {
        super(
                loop,
                check.target(),
                engines,
                executor,
                check.secure(),
                check.target().host(),
                List.of("http/1.1"));
        this.check = check;
        answer = new HttpAnswer(check.method().equals("HEAD"));
    }

    @Override
    void begin(ByteStream ready) throws IOException {
        ByteBuffer message = ByteBuffer.wrap(request(check).getBytes(StandardCharsets.US_ASCII));
        restartPhase();
        ready.send(message);
    }

    static String request(HttpCheck check) {
        URI uri = URI.create(check.uri().toASCIIString());
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return check.method() + " " + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                + " HTTP/1.1\r\n"
                + "Host: " + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + "\r\n"
                + "User-Agent: pathtracer\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void sending() {
        if (firstByte.isEmpty()) {
            restartPhase();
        }
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
        if (firstByte.isEmpty()) {
            firstByte = Optional.of(next(Phase.REST));
        }
        long begun = loop.now();
        answer.read(bytes);
        worked += loop.now() - begun;
        if (answer.complete()) {
            finish();
        }
    }

    @Override
    public void ended() throws IOException {
        answer.end();
        finish();
    }

    private void finish() {
        rest = Optional.of(sincePhase(worked));
        succeed();
    }

    @Override
    HttpResult result(Contact contact, Optional<ServiceFailure> failure) {
        return new HttpResultRecord(
                contact,
                connect(),
                handshake(),
                firstByte,
                rest,
                session(),
                answer.status(),
                answer.headers(),
                answer.bodyBytes(),
                answer.truncated(),
                failure);
    }
}

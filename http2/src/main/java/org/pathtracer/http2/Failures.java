// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadFailure.Kind;

/** What went wrong, in the words of the API. */
final class Failures {
    private static final int LONGEST_DETAIL = 300;

    private Failures() {}

    static LoadFailure of(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException) {
            return failure(Kind.CONNECTION, "The server did not answer in time");
        }
        Optional<Throwable> certificate = find(cause, CertificateException.class);
        if (certificate.isPresent()) {
            return failure(
                    Kind.TLS,
                    "The server's certificate is not trusted (" + text(certificate.get())
                            + "); in a lab, accept it with insecure(true), on the command line --insecure");
        }
        if (find(cause, SSLException.class).isPresent()) {
            return failure(Kind.TLS, "TLS failed: " + text(cause));
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return failure(Kind.CONNECTION, "No connection to the server: " + text(cause));
        }
        if (find(cause, Http2Exception.class).isPresent()) {
            return failure(Kind.PROTOCOL, "The server breaks the rules of HTTP/2: " + text(cause));
        }
        return failure(Kind.CLOSED, "The connection to the server broke: " + text(cause));
    }

    /** An answer that is not 200 OK. */
    static LoadFailure status(String path, int status, CharSequence location) {
        if (status / 100 == 3) {
            return failure(
                    Kind.REDIRECT,
                    "The server wants " + path + " to be asked for elsewhere (" + status + ", " + location
                            + "), which is not done: give that URL if you trust it");
        }
        return failure(Kind.STATUS, "The server answers " + path + " with status " + status);
    }

    /** What a server says may be of any length and have anything in it. */
    static LoadFailure failure(Kind kind, String detail) {
        String printable = detail.codePoints()
                .limit(LONGEST_DETAIL)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new LoadFailure(kind, printable);
    }

    private static Optional<Throwable> find(Throwable cause, Class<? extends Throwable> kind) {
        Throwable at = cause;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (kind.isInstance(at)) {
                return Optional.of(at);
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

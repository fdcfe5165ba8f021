// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.publicaddress;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.core.io.Failures;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressFailure.Kind;
import org.pathtracer.publicaddress.PublicAddressSource;

/** Thrown when a source did not tell the address, for a reason that is known. */
final class SourceFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    SourceFailure(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** What a program is told of an attempt that failed. */
    static PublicAddressFailure of(PublicAddressSource source, Throwable cause) {
        return new PublicAddressFailure(source, kind(cause), Failures.words(cause));
    }

    private static Kind kind(Throwable cause) {
        if (cause instanceof SourceFailure failure) {
            return failure.kind;
        } else if (isUnknownName(cause) || cause.getCause() != null && isUnknownName(cause.getCause())) {
            return Kind.UNKNOWN_NAME;
        } else if (cause instanceof HttpTimeoutException || cause instanceof NoDnsAnswerException) {
            return Kind.NO_ANSWER;
        }
        boolean unreachable = cause instanceof ConnectException || cause instanceof NoRouteToHostException;
        return unreachable ? Kind.UNREACHABLE : Kind.OTHER;
    }

    /** Java's HTTP client wraps the second one. */
    private static boolean isUnknownName(Throwable cause) {
        return cause instanceof UnknownTargetException
                || cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException;
    }
}

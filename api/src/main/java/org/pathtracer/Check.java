// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import org.pathtracer.address.HostText;
import org.pathtracer.check.Argument;

/** Checks the options of requests: what {@link Argument} and {@link HostText} refuse is an invalid request here. */
final class Check {
    private Check() {}

    static int range(String what, int value, int lowest, int highest) {
        return InvalidRequestException.checked(() -> Argument.range(what, value, lowest, highest));
    }

    static double factor(String what, double value) {
        return InvalidRequestException.checked(() -> Argument.factor(what, value));
    }

    static double confidence(String what, double value) {
        return InvalidRequestException.checked(() -> Argument.confidence(what, value));
    }

    static double share(String what, double value) {
        return InvalidRequestException.checked(() -> Argument.share(what, value));
    }

    static Duration span(String what, Duration value) {
        return InvalidRequestException.checked(() -> Argument.span(what, value));
    }

    static Duration pause(String what, Duration value) {
        return InvalidRequestException.checked(() -> Argument.pause(what, value));
    }

    static String name(String what, String value, int longest) {
        return InvalidRequestException.checked(() -> Argument.name(what, value, longest));
    }

    static String host(String what, String text) {
        return InvalidRequestException.checked(() -> HostText.checkHost(what, text));
    }

    static InetAddress unicast(String what, InetAddress address) {
        return InvalidRequestException.checked(() -> HostText.checkUnicast(what, address));
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }
}

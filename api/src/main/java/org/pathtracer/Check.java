// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.pathtracer.address.HostText;
import org.pathtracer.check.Argument;

/** Checks the options of requests: what {@link Argument} and {@link HostText} refuse is an invalid request here. */
final class Check {
    private Check() {}

    static int range(String what, int value, int lowest, int highest) {
        return checked(() -> Argument.range(what, value, lowest, highest));
    }

    static double factor(String what, double value) {
        return checked(() -> Argument.factor(what, value));
    }

    static double confidence(String what, double value) {
        return checked(() -> Argument.confidence(what, value));
    }

    static double share(String what, double value) {
        return checked(() -> Argument.share(what, value));
    }

    static Duration span(String what, Duration value) {
        return checked(() -> Argument.span(what, value));
    }

    static Duration pause(String what, Duration value) {
        return checked(() -> Argument.pause(what, value));
    }

    static String name(String what, String value, int longest) {
        return checked(() -> Argument.name(what, value, longest));
    }

    static String host(String what, String text) {
        return checked(() -> HostText.checkHost(what, text));
    }

    static InetAddress unicast(String what, InetAddress address) {
        return checked(() -> HostText.checkUnicast(what, address));
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }

    private static <T> T checked(Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
    }
}

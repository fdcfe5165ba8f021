// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.pathtracer.AddressFamily;
import org.pathtracer.UnknownTargetException;

/**
 * Finds the address of a target: a literal at once, a name through the system's resolver (hosts file included), which
 * may block.
 */
final class TargetResolver {
    private static final Pattern IPV4_LIKE = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("(\\.?(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?=\\.|$)){4}");

    private TargetResolver() {}

    /** Whether {@link #resolve} answers without asking anybody. */
    static boolean isLiteral(String target) {
        return target.contains(":") || IPV4.matcher(target).matches();
    }

    static InetAddress resolve(String target, AddressFamily family) {
        InetAddress[] all = lookUp(target);
        return Arrays.stream(all)
                .filter(family::includes)
                .findFirst()
                .orElseThrow(() -> new UnknownTargetException(
                        "%s has no %s address (it has %s)".formatted(target, family, all[0].getHostAddress())));
    }

    private static InetAddress[] lookUp(String target) {
        try {
            return InetAddress.getAllByName(target);
        } catch (UnknownHostException e) {
            boolean address = isLiteral(target) || IPV4_LIKE.matcher(target).matches();
            String what = address ? "is not a valid address" : "is not known to the system's resolver";
            throw new UnknownTargetException(target + " " + what, e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.address.HostText;

/** Makes targets of text and of addresses, and checks them. */
final class TargetText {
    private static final int LONGEST_BLOCK = 64;

    private TargetText() {}

    /** A host or a block. */
    static Target target(String text) {
        return text != null && text.indexOf('/') >= 0 && !text.contains("//") ? block(text) : host("target", text);
    }

    private static Target block(String text) {
        return new Target.Block(text, AddressBlock.parse(Check.name("target", text, LONGEST_BLOCK)));
    }

    /**
     * A host, for requests that a block can't be the target of.
     *
     * @param what it is, the beginning of the sentence that refuses it
     */
    static Target host(String what, String text) {
        return HostText.literal(Check.host(what, text))
                .map(address -> (Target) literal(address, text))
                .orElseGet(() -> new Target.Name(text));
    }

    private static Target.Address literal(InetAddress address, String text) {
        @Nullable String zone = HostText.zone(text).orElse(null);
        return new Target.Address(address, zone, text.equals(CanonicalAddress.of(address)) ? null : text);
    }

    static Target target(InetAddress given) {
        InetAddress address = Check.unicast("target", given);
        return address instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0
                ? literal(withoutScope(ipv6), CanonicalAddress.of(ipv6))
                : new Target.Address(address, null, null);
    }

    private static InetAddress withoutScope(Inet6Address address) {
        try {
            return Inet6Address.getByAddress(null, address.getAddress(), -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    /** The same, if it is one host. */
    static Target requireHost(Target target) {
        Check.require(
                !(target instanceof Target.Block),
                "target %s is a block of addresses, but must be one host".formatted(target));
        return target;
    }
}

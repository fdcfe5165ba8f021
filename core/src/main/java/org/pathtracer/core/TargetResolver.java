// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pathtracer.AddressFamily;
import org.pathtracer.FlowMethod;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Target;
import org.pathtracer.UnknownTargetException;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.address.HostText;

/**
 * Finds the address to probe for each target of an operation: a literal's at once, that of a name through the system's
 * resolver (hosts file included), which may block. Of several addresses the best is taken ({@link AddressChoice}), and
 * an IPv4 address that this host has no route to goes through the network's translator, if there is one
 * ({@link Nat64}).
 */
final class TargetResolver {
    private static final Pattern IPV4_LIKE = Pattern.compile("[0-9.]+");

    private final Host host;
    private final ProbeOptions options;
    /** An operation to thousands of IPv4 addresses looks for a route once. */
    private volatile boolean ipv4Works;

    TargetResolver(Host host, ProbeOptions options) {
        this.host = host;
        this.options = options;
    }

    /** Whether {@link #resolve(Target)} answers without a look-up. */
    boolean isImmediate(Target target) {
        return target instanceof Target.Address literal
                && (options.family() == AddressFamily.IPV4 || !needsTranslation(literal.address()));
    }

    /**
     * The address to probe.
     *
     * @param target one host
     * @throws UnknownTargetException if there is none of the family
     * @throws InvalidRequestException if it needs a zone and has none, or one that does not exist
     */
    InetAddress resolve(Target target) {
        if (target instanceof Target.Address literal) {
            // What a zone means, this host knows.
            return resolve(literal.zone().isEmpty() ? literal.address() : lookUp(target)[0]);
        }
        return scoped(best(target, lookUp(target)));
    }

    /** The same for an address, without a zone that is a name. */
    InetAddress resolve(InetAddress literal) {
        Optional<InetAddress> translated = translated(literal);
        if (translated.isPresent()) {
            return translated.get();
        }
        boolean fits = options.family().includes(literal);
        return scoped(fits ? literal : best(Target.of(literal), literal));
    }

    private InetAddress best(Target target, InetAddress... all) {
        if (all.length == 1 && options.family().includes(all[0])) {
            return all[0];
        }
        List<InetAddress> fitting =
                Arrays.stream(all).filter(options.family()::includes).toList();
        if (fitting.isEmpty()) {
            throw new UnknownTargetException("%s has no %s address (it has %s)"
                    .formatted(target, options.family(), CanonicalAddress.of(all[0])));
        }
        List<InetAddress> preferred =
                fitting.stream().filter(preference()::includes).toList();
        return AddressChoice.best(preferred.isEmpty() ? fitting : preferred, host);
    }

    /** The family that the other options can be met with. */
    private AddressFamily preference() {
        if (options.source().isPresent()) {
            return AddressFamily.of(options.source().get());
        } else if (options.flowLabel().isPresent()) {
            return AddressFamily.IPV6;
        }
        return options.flowMethod() == FlowMethod.DUBLIN ? AddressFamily.IPV4 : AddressFamily.ANY;
    }

    private Optional<InetAddress> translated(InetAddress literal) {
        boolean wanted = options.family() != AddressFamily.IPV4 && needsTranslation(literal);
        return wanted ? Nat64.translated((Inet4Address) literal, host) : Optional.empty();
    }

    private boolean needsTranslation(InetAddress literal) {
        if (!(literal instanceof Inet4Address) || ipv4Works) {
            return false;
        }
        boolean routed = host.sourceTo(literal).isPresent();
        ipv4Works = routed && !literal.isLoopbackAddress();
        return !routed;
    }

    /** RFC 4007 section 6: a link-local address means something on its link only. */
    private InetAddress scoped(InetAddress address) {
        if (!(address instanceof Inet6Address ipv6) || !ipv6.isLinkLocalAddress() || ipv6.getScopeId() != 0) {
            return address;
        }
        int link = options.networkInterface()
                .map(LocalEndpoint::index)
                .orElseThrow(() -> new InvalidRequestException(
                        "%s is an address of one link only: say which, as in fe80::1%%eth0, or choose a network interface"
                                .formatted(CanonicalAddress.of(ipv6))));
        try {
            return Inet6Address.getByAddress(null, ipv6.getAddress(), link);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private InetAddress[] lookUp(Target target) {
        String text = target.toString();
        try {
            return host.addresses(InvalidRequestException.checked(() -> HostText.ascii(text)));
        } catch (UnknownHostException e) {
            if (target instanceof Target.Address literal) {
                literal.zone().ifPresent(LocalEndpoint::index);
            }
            boolean address =
                    target instanceof Target.Address || IPV4_LIKE.matcher(text).matches();
            String what = address ? "is not a valid address" : "is not known to the system's resolver";
            throw new UnknownTargetException(text + " " + what, e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsRecord;

/** Host names of hops, asked for once each while the view goes on. All calls come from one thread. */
public final class HopNames {
    private static final int MOST = 10_000;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    private final Function<InetAddress, CompletionStage<DnsAnswer>> reverse;
    private final Set<InetAddress> asked = new HashSet<>();
    private final Map<InetAddress, String> names = new HashMap<>();

    /** With what asks name servers; its answers come on the same thread. */
    public HopNames(Function<InetAddress, CompletionStage<DnsAnswer>> reverse) {
        this.reverse = reverse;
    }

    /** Sees to it that the name will be known, if there is one; private addresses are not told to any server. */
    public void ask(InetAddress address) {
        if (!isPrivate(address) && asked.size() < MOST && asked.add(address)) {
            reverse.apply(address).whenComplete((answer, failure) -> {
                if (answer != null) {
                    keep(address, answer);
                }
            });
        }
    }

    private void keep(InetAddress address, DnsAnswer answer) {
        answer.answers(DnsRecord.Pointer.class).stream()
                .map(DnsRecord.Pointer::target)
                .findFirst()
                .ifPresent(name -> names.put(address, name));
    }

    /** What is known by now. */
    public Map<InetAddress, String> known() {
        return names;
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    }
}

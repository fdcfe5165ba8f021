// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.monitor;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pathtracer.enrich.AddressInfo;

/** Networks and places of hops, looked up once each while the view goes on. All calls come from one thread. */
public final class HopInfos {
    private static final int MOST = 10_000;

    private final Function<InetAddress, CompletionStage<AddressInfo>> lookUp;
    private final Set<InetAddress> asked = new HashSet<>();
    private final Map<InetAddress, AddressInfo> infos = new HashMap<>();

    /** With what looks them up; its answers come on the same thread. */
    public HopInfos(Function<InetAddress, CompletionStage<AddressInfo>> lookUp) {
        this.lookUp = lookUp;
    }

    /** Sees to it that the network and the place will be known, if there are any. */
    public void ask(InetAddress address) {
        if (asked.size() < MOST && asked.add(address)) {
            lookUp.apply(address).whenComplete((info, failure) -> {
                if (info != null && !info.isEmpty()) {
                    infos.put(address, info);
                }
            });
        }
    }

    /** What is known by now. */
    public Map<InetAddress, AddressInfo> known() {
        return infos;
    }
}

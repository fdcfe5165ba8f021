// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Request;
import org.pathtracer.core.sample.SampleRequest;
import org.pathtracer.core.sample.Samples;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceResult;

/** What a diagnosis measures with. Nothing here waits. */
public interface Instruments {
    /**
     * A measurement that runs.
     *
     * @param result tells when it ends
     * @param end makes it end with what it has
     */
    record Running<R>(Outcome<R> result, Runnable end) {}

    /**
     * What comes of a measurement.
     *
     * @param <R> result
     */
    interface Outcome<R> {
        /** Hands over either the result or why there is none, once, on any thread; at once if it is known. */
        void whenKnown(BiConsumer<? super @Nullable R, ? super @Nullable Throwable> then);
    }

    /** Returns whether the network exists in this process alone. */
    boolean simulated();

    /** Returns interfaces and default routes; empty if they don't matter or can't be read. */
    Optional<NetworkState> network();

    /** Returns the route to an address; empty if there is none or it can't be read. */
    Optional<Route> routeTo(InetAddress address);

    /** Returns the name servers that may be asked. */
    List<InetSocketAddress> nameServers();

    /** Returns whether services can be checked. */
    boolean hasServices();

    /** Looks a name up as the system does. */
    Running<List<InetAddress>> addresses(String name);

    /** Asks a name server. */
    Running<DnsAnswer> ask(DnsQuery query);

    /** Checks a service. */
    <R extends ServiceResult> Running<R> check(ServiceCheck<R> check);

    /** Asks servers outside for this host's public address. Of a host that is not simulated only. */
    Running<PublicAddressResult> publicAddress();

    /** Starts an operation. */
    <R> Running<R> run(Request<?, R> request);

    /** Starts a sampling. */
    Running<Samples> sample(SampleRequest request);
}

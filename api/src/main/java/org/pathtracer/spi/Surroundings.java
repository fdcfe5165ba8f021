// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceResult;

/**
 * What is around the probes of a network that exists in this process alone: the simulated host's interfaces and routes,
 * its name servers and the services. A {@linkplain org.pathtracer.PathTracer#diagnose diagnosis} looks at them instead
 * of this host's. Thread-safe, never waits.
 *
 * @since 0.1.0
 */
public interface Surroundings {
    /** Returns the interfaces and default routes. */
    NetworkState network();

    /** Returns the name servers that the host is configured to ask. */
    List<InetSocketAddress> nameServers();

    /**
     * Asks a name server.
     *
     * @return the answer, or a failure with {@link org.pathtracer.NoDnsAnswerException}; its duration is simulated
     */
    CompletionStage<DnsAnswer> ask(DnsQuery query);

    /**
     * Checks a service.
     *
     * @return the result; its durations are simulated
     */
    <R extends ServiceResult> CompletionStage<R> check(ServiceCheck<R> check);
}

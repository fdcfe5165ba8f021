// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.dns.Dns;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.interfaces.Interfaces;
import org.pathtracer.publicaddress.PublicAddresses;
import org.pathtracer.service.Services;

/**
 * Runs network path diagnostics. Thread-safe; made to be shared and kept: sockets are opened on first use and used by
 * all operations. Close it to release them.
 *
 * <pre>{@code
 * try (PathTracer tracer = PathTracer.create()) {
 *     for (Hop hop : tracer.trace("example.com").hops()) System.out.println(hop.ttl() + " " + hop.address());
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface PathTracer extends AutoCloseable {
    /** Returns a new tracer with all defaults and the transports of this system. */
    static PathTracer create() {
        return builder().build();
    }

    /**
     * Starts the configuration of a tracer.
     *
     * @throws NotSupportedException if the engine (artifact {@code pathtracer-core}) is not on the class or module path
     */
    static Builder builder() {
        return Engine.find(Builder.class);
    }

    /** {@link #trace(TraceRequest)} with all defaults. */
    default TraceResult trace(String target) {
        return trace(TraceRequest.to(target).build());
    }

    /**
     * Traces the path to a target and waits for the result. Interrupting the thread cancels it.
     *
     * @throws InvalidRequestException if the interface or source address does not exist here, before anything is sent
     * @throws UnknownTargetException if the target has no address of the family
     * @throws NotPermittedException if the system refuses every transport that could do it
     * @throws NotSupportedException if no transport can do it
     * @throws OperationCancelledException if the thread was interrupted
     * @throws TracerClosedException if this tracer is closed
     */
    TraceResult trace(TraceRequest request);

    /**
     * Traces the paths to several targets and waits for the result. Targets that can't be probed are values in the
     * result, and the exceptions are those of {@link #ping(PingRequest)}.
     */
    BulkTraceResult trace(BulkTraceRequest request);

    /** {@link #pathMtu(PathMtuRequest)} with all defaults. */
    default PathMtuResult pathMtu(String target) {
        return pathMtu(PathMtuRequest.to(target).build());
    }

    /**
     * Finds the largest packet that gets to a target in one piece, and the hop that limits it; waits for the result.
     * Throws as {@link #trace(TraceRequest)} does.
     */
    PathMtuResult pathMtu(PathMtuRequest request);

    /** {@link #ping(PingRequest)} with all defaults: five probes, one a second. */
    default PingResult ping(String target) {
        return ping(PingRequest.to(target).build());
    }

    /**
     * Pings one target or several and waits for the result. Interrupting the thread cancels it. Of several targets,
     * those that can't be probed are values in the result; these exceptions come if none can.
     *
     * @throws InvalidRequestException if the interface or source address does not exist here, before anything is sent
     * @throws UnknownTargetException if the target has no address of the family
     * @throws NotPermittedException if the system refuses every transport that could do it
     * @throws NotSupportedException if no transport can do it
     * @throws OperationCancelledException if the thread was interrupted
     * @throws TracerClosedException if this tracer is closed
     */
    PingResult ping(PingRequest request);

    /** {@link #discoverPaths(MultipathRequest)} with all defaults. */
    default MultipathResult discoverPaths(String target) {
        return discoverPaths(MultipathRequest.to(target).build());
    }

    /**
     * Finds all paths that load balancers open to a target, and waits for the result. Interrupting the thread cancels
     * it.
     *
     * @throws PathTracerException as {@link #trace(TraceRequest)} does
     */
    MultipathResult discoverPaths(MultipathRequest request);

    /**
     * Loads the path to a server, and tells how latency grows, by how much, and at which hop; waits for the result.
     * Throws as {@link #trace(TraceRequest)} does; what the server or the path does wrong is a value in the result.
     *
     * @throws NotSupportedException also if the load generator (artifact {@code pathtracer-http2}) is not on the class
     *     or module path
     */
    BufferbloatResult testBufferbloat(BufferbloatRequest request);

    /**
     * Traces the paths to one target or several again and again, and waits for the result; for a look at a path while
     * it runs, {@link #start} it. Targets that can't be probed are values in the result, and the exceptions are those
     * of {@link #ping(PingRequest)}.
     */
    MonitorResult monitor(MonitorRequest request);

    /** {@link #diagnose(DiagnoseRequest)} with all defaults. */
    default Diagnosis diagnose(String target) {
        return diagnose(DiagnoseRequest.to(target).build());
    }

    /**
     * Finds out what is wrong on the way to a target, and where, and waits for the diagnosis. Interrupting the thread
     * cancels it. What goes wrong is a finding, and what can't be measured here is told in the diagnosis: a name
     * without an address, a host without a network or a lack of permissions are no exceptions.
     *
     * @throws InvalidRequestException if the interface does not exist here, before anything is sent
     * @throws OperationCancelledException if the thread was interrupted
     * @throws TracerClosedException if this tracer is closed
     */
    Diagnosis diagnose(DiagnoseRequest request);

    /**
     * Starts an operation and returns at once; never blocks. What goes wrong comes through
     * {@link Measurement#result()}.
     *
     * @throws TracerClosedException if this tracer is closed
     */
    <E, R> Measurement<E, R> start(Request<E, R> request);

    /** Returns the DNS client, which asks name servers. */
    Dns dns();

    /**
     * Looks up what is known of an address, by the sources that {@link Builder#enrichment} names. Does not block. It
     * ends at the deadline of these options at the latest, with what is known by then. Private addresses are told to no
     * server, unless the options say so.
     *
     * @param address of a host or a router
     * @param withName whether name servers are asked for its name
     */
    CompletionStage<AddressInfo> lookUp(InetAddress address, boolean withName);

    /** Returns a view of this host's interfaces and routes. */
    Interfaces interfaces();

    /**
     * Returns the search for this host's public address, which asks servers on the internet. No server is asked before
     * the search is used.
     */
    PublicAddresses publicAddresses();

    /** Returns the checks of services: ports, name servers, web servers, certificates. */
    Services services();

    /**
     * Forgets what depends on the network, because this host is in another one: data about addresses, also in shared
     * caches, and the system's name servers. Running operations continue, and their results report the change.
     * {@link Builder#followNetwork} calls this method automatically.
     */
    void networkChanged();

    /**
     * Returns the number of probes sent and answered so far, and of rejected packets by reason. May be called on any
     * thread, and after the tracer is closed.
     */
    ProbeCounters counters();

    /**
     * Starts to write this tracer's probes and the answers to them to a stream, as they pass the kernel, in the format
     * pcapng (draft-ietf-opsawg-pcapng), which Wireshark and {@code tshark} read. Each packet has the kernel's time,
     * its interface and direction, and a comment: what became of the probe, or which probe the packet answers. Other
     * packets of this host are left out.
     *
     * <p>Example:
     *
     * <pre>{@code
     * try (PacketCapture capture = tracer.capture(Files.newOutputStream(Path.of("trace.pcapng")))) {
     *     tracer.trace("example.com");
     * }
     * }</pre>
     *
     * <p>A packet is written when it is known what became of it and of those before it, on a thread of the capture; the
     * stream may block. Of a packet cut into fragments the first one is written. Packets of custom transports that
     * don't pass this host's kernel are not seen. {@link #close} ends the capture too.
     *
     * @param out is closed with the capture
     * @throws NotPermittedException if this process must not see packets; on Linux it takes {@code CAP_NET_RAW}
     * @throws NotSupportedException if this is not possible on this system; it is on Linux only
     * @throws TracerClosedException if this tracer is closed
     */
    PacketCapture capture(OutputStream out);

    /** Tries which transports work here, and says why the others don't. Opens and closes sockets, sends nothing. */
    List<TransportReport> transports();

    /**
     * Ends all operations with {@link TracerClosedException} and releases every thread and descriptor before it
     * returns. On the tracer's own threads, callbacks that are due then may run for one more second; one that still
     * runs two seconds after that is interrupted. A callback may call it; it is not waited for. Does nothing the second
     * time.
     *
     * @throws IllegalStateException on a thread that probes, to which only a custom transport has access; the blocking
     *     operations throw it there too
     */
    @Override
    void close();

    /** The configuration of a tracer. Not thread-safe. The engine implements it. */
    @NotForImplementation
    interface Builder {
        /**
         * Adds a custom transport, which is preferred to those of the system.
         *
         * @param provider an {@code org.pathtracer.spi.ProbeTransportProvider}
         * @throws InvalidRequestException if it is not one
         */
        Builder transport(TransportProvider provider);

        /**
         * Sets the executor that runs callbacks. It is not shut down with the tracer. Default: the tracer's own daemon
         * threads, as many as there are blocked callbacks, at most 1,024.
         *
         * <p>The executor is called on a thread of the tracer's own, so it may block. Tasks that it refuses, or would
         * run in its caller ({@code Runnable::run}, {@code CallerRunsPolicy}), run on threads of the tracer's own.
         * Tasks of one subscription never overlap.
         */
        Builder callbackExecutor(Executor executor);

        /**
         * Limits the packets per second of all operations together.
         *
         * @param packetsPerSecond 0 (no limit) to 10,000,000. Default: 0
         * @throws InvalidRequestException if it is out of range
         */
        Builder rateLimit(int packetsPerSecond);

        /**
         * Sets how many loops a transport has at most: threads that probe, each with sockets of its own. Operations are
         * spread over them, and a ping of many targets at a high rate is divided between them. A further loop starts
         * when those that run have enough to do. Probes of UDP and TCP use the first one only, as do transports that
         * can't have several, such as those of Windows.
         *
         * @param count 1 to 64. Default: as many as processors, at most 4
         * @throws InvalidRequestException if it is out of range
         */
        Builder loops(int count);

        /** Sets where names and networks of addresses are looked up. Default: {@link EnrichmentOptions#DEFAULT}. */
        Builder enrichment(EnrichmentOptions options);

        /** Sets the caches, which other tracers may use too. Default: caches of its own. */
        Builder caches(SharedCaches shared);

        /**
         * Sets whether the tracer watches this host's interfaces and default routes, and calls {@link #networkChanged}
         * itself when they change. Default: no.
         */
        Builder followNetwork(boolean value);

        /**
         * Returns a new tracer.
         *
         * @throws InvalidRequestException if a file for the enrichment can't be used
         * @throws SystemCallException if the network is to be followed and the system can't be watched
         * @throws NotSupportedException if this process lacks what the engine takes, such as file descriptors
         */
        PathTracer build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.tun;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.SystemCallException;
import org.pathtracer.testkit.PacketNetwork;
import org.pathtracer.testkit.Topology;
import org.pathtracer.testkit.tun.linux.TunDevice;

/**
 * A simulated network behind a TUN device, in real time: it answers whatever socket of whatever program on this host
 * sends something there. This host is the topology's source.
 *
 * <pre>{@code
 * try (TunNetwork network = TunNetwork.open(Scenario.named("paris").topology(), 1, "paris0")) {
 *     TraceResult result = tracer.trace("203.0.113.9");     // or: traceroute, mtr, ping, scamper
 * }
 * }</pre>
 *
 * The device appears in the network namespace of the thread that opens it. Linux only, and for users that may make
 * network devices: root, or any user in a separate user namespace if {@code /dev/net/tun} is open to that user.
 * Thread-safe.
 */
public final class TunNetwork implements AutoCloseable {
    /** What this host sends into the simulated network. */
    public enum Routes {
        /** Packets for the addresses that the topology's nodes have. */
        KNOWN_ADDRESSES,
        /** Everything that has no other route, as through a default gateway. */
        EVERYTHING
    }

    private final String device;
    private final Topology topology;
    private final List<InetAddress> sources;
    private final int mtu;
    private final TunDevice tun;
    private final PacketLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean closed;

    private TunNetwork(TunDevice tun, Topology topology, Setup setup, long seed) {
        this.tun = tun;
        this.device = tun.name();
        this.topology = topology;
        this.sources = setup.sources();
        this.mtu = setup.mtu();
        this.loop = new PacketLoop(tun, PacketNetwork.of(topology, seed), ended);
        this.thread = new Thread(loop, "pathtracer-" + device);
        thread.setDaemon(true);
        thread.start();
    }

    /** As {@link #open(Topology, long, String, Routes)}, for the addresses that the topology's nodes have. */
    public static TunNetwork open(Topology topology, long seed, String device) {
        return open(topology, seed, device, Routes.KNOWN_ADDRESSES);
    }

    /**
     * Makes the device, gives it the source's addresses and the routes, and begins to answer.
     *
     * @param topology what is simulated; a family that its source or this host's kernel lacks is left out
     * @param seed of all chance
     * @param device its name: 1 to 15 letters, digits, {@code _ . -}
     * @param routes what goes there
     * @throws InvalidRequestException if the name is unusable or taken, or this host has one of the addresses or routes
     *     already
     * @throws NotPermittedException with the commands that would help
     * @throws NotSupportedException if this system is not Linux, or has no TUN devices
     * @throws SystemCallException if the kernel refuses anything else
     */
    public static TunNetwork open(Topology topology, long seed, String device, Routes routes) {
        Setup setup = new Setup(topology);
        setup.checkAddresses();
        WarmUp.run(topology, seed);
        TunDevice tun = new TunDevice(device);
        try {
            setup.carryOut(device, routes);
            return new TunNetwork(tun, topology, setup, seed);
        } catch (RuntimeException | Error e) {
            tun.close();
            throw e;
        }
    }

    /** The device's name. */
    public String device() {
        return device;
    }

    /** What is simulated. */
    public Topology topology() {
        return topology;
    }

    /** The addresses that this host has there. */
    public List<InetAddress> sources() {
        return sources;
    }

    /** Largest packet that this host sends there, in bytes: the MTU of the source's links, from 1280, usually 1500. */
    public int mtu() {
        return mtu;
    }

    /** What went through so far: as of a moment ago, and exact after {@link #close}. */
    public TunCounts counts() {
        return loop.counts();
    }

    /**
     * Completes when it answers no more: without a result after {@link #close}, with a {@link SystemCallException} if
     * the device was removed.
     */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /**
     * Removes the device, with its addresses and routes. What is on its way is lost. Idempotent; does not take long.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        loop.stop();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        tun.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Protocol;
import org.pathtracer.Target;
import org.pathtracer.TraceRequest;
import org.pathtracer.core.sample.SampleRequest;
import org.pathtracer.core.sample.Series;

/** Makes the requests of a diagnosis, all with the options that were asked for. */
final class Probes {
    /** A probe each 5 ms at most: ten operations at a time send 2,000 packets a second, as a modest web page does. */
    private static final int PER_SECOND = 200;
    /** Silent routers in a row; paths with more are rare. */
    private static final int GAP = 6;

    /** Three of them pass until a target that answers nothing is given up: less than a healthy network is looked at. */
    private static final Duration SIZE_TIMEOUT = Duration.ofMillis(600);

    /** A search repeats what is lost: where most is, it would not end, and spend the packets of a diagnosis. */
    private static final Duration SEARCH = Duration.ofSeconds(7);

    private final ProbeOptions options;

    Probes(ProbeOptions options) {
        this.options = options;
    }

    TraceRequest trace(InetAddress to, Leg.Channel channel, int queries, Duration left) {
        return builder(to, channel, left)
                .queries(queries)
                .retries(1)
                .gapLimit(GAP)
                .reverseDns(false)
                .build();
    }

    SampleRequest sample(InetAddress to, Leg.Channel channel, Duration timeout, Duration left, List<Series> series) {
        return new SampleRequest(
                builder(to, channel, left).enrichment(false).timeout(timeout).build(), series);
    }

    PathMtuRequest mtu(InetAddress to, OptionalInt largest, Duration left) {
        PathMtuRequest.Builder builder = PathMtuRequest.to(Target.of(to))
                .family(AddressFamily.of(to))
                .transport(options.transport())
                .timeout(SIZE_TIMEOUT)
                .deadline(left.compareTo(SEARCH) < 0 ? left : SEARCH);
        options.networkInterface().ifPresent(builder::networkInterface);
        largest.ifPresent(builder::maxSize);
        return builder.build();
    }

    private TraceRequest.Builder builder(InetAddress to, Leg.Channel channel, Duration left) {
        TraceRequest.Builder builder = TraceRequest.to(Target.of(to))
                .protocol(channel.protocol())
                .family(AddressFamily.of(to))
                .transport(options.transport())
                .rateLimit(PER_SECOND)
                .deadline(left);
        if (channel.protocol() != Protocol.ICMP) {
            builder.port(channel.port());
        }
        options.networkInterface().ifPresent(builder::networkInterface);
        return builder;
    }
}

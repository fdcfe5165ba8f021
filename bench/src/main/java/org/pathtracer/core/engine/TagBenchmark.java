// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pathtracer.core.packet.EchoMessage;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * What it costs to make a probe's tag, and to check an answer's. In the engine's package, as no other package needs to
 * see either.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TagBenchmark {
    private static final int SIZE = 80;

    @Param({"192.0.2.1", "2001:db8::1"})
    public String destination = "";

    private final ProbeTag tags = new ProbeTag();
    private final InFlightProbe awaited = new InFlightProbe(7);
    private final ByteBuffer packet = ByteBuffer.allocateDirect(SIZE);
    private ProbeProfile profile = ProbeProfile.echo(InetAddress.getLoopbackAddress(), SIZE);
    private Reply reply = Reply.of(0, ReplyKind.ECHO_REPLY, profile.destination(), 0, TimestampSource.USER)
            .build();

    @Setup
    public void prepare() throws UnknownHostException {
        profile = ProbeProfile.echo(InetAddress.getByName(destination), SIZE);
        Probe probe = new Probe(7, tag(), 9, 0, profile, 1);
        awaited.probe = probe;
        awaited.state = InFlightProbe.State.IN_FLIGHT;
        awaited.left = true;
        reply = Reply.of(7, ReplyKind.TIME_EXCEEDED, InetAddress.getLoopbackAddress(), 0, TimestampSource.KERNEL)
                .probeDestination(Optional.of(profile.destination()))
                .tag(probe.tag(), Long.SIZE)
                .build();
    }

    /** A tag for a probe. */
    @Benchmark
    public long tag() {
        return tags.next(profile.destination(), 7, 9, 0);
    }

    /** The check of an answer. */
    @Benchmark
    public Object verify() {
        return ReplyCheck.check(awaited, reply);
    }

    /** A tag made and written into its packet, and an answer's checked. */
    @Benchmark
    public Object tagWriteAndVerify() {
        int length = EchoMessage.length(profile.family(), SIZE);
        EchoMessage.write(packet, 0, length, profile.family(), 1, 7, tag(), 0);
        return verify();
    }
}

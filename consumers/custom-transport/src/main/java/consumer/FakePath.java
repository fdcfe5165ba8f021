// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;
import org.pathtracer.spi.TransportListener;
import org.pathtracer.spi.TransportLoop;

/** A path of three hops without a network: 192.0.2.1, 192.0.2.2, and the target itself. */
final class FakePath implements ProbeTransport {
    private static final int HOPS = 3;
    private static final long NANOS_PER_HOP = 1_000_000;

    private final SimpleLoop loop = new SimpleLoop();
    private final TransportListener listener;

    FakePath(TransportListener listener) {
        this.listener = listener;
    }

    @Override
    public TransportLoop loop() {
        return loop;
    }

    @Override
    public void send(Probe probe) {
        loop.execute(() -> {
            long now = loop.nanoTime();
            listener.onSent(probe.id(), now, TimestampSource.USER);
            listener.onDrained();
            long arrival = now + NANOS_PER_HOP * Math.min(probe.ttl(), HOPS);
            loop.schedule(() -> answer(probe, arrival), arrival);
        });
    }

    @Override
    public void flush() {}

    private void answer(Probe probe, long arrival) {
        boolean arrived = probe.ttl() >= HOPS;
        listener.onReply(Reply.of(
                        probe.id(),
                        arrived ? ReplyKind.ECHO_REPLY : ReplyKind.TIME_EXCEEDED,
                        arrived ? probe.profile().destination() : router(probe.ttl()),
                        arrival,
                        TimestampSource.USER)
                .tag(probe.tag(), Long.SIZE)
                .build());
        listener.onDrained();
    }

    private static InetAddress router(int ttl) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) ttl});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}

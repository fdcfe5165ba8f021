// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativeposix;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.pathtracer.nativeposix.libc.KernelClock;
import org.pathtracer.nativeposix.libc.Received;
import org.pathtracer.probe.TimestampSource;
import org.pathtracer.spi.Reply;
import org.pathtracer.spi.ReplyKind;

/**
 * When and how something arrived.
 *
 * @param nanos in the loop's time
 * @param source what took it: the kernel, or this process
 * @param ttl TTL or hop limit; -1 where the kernel did not tell it
 */
public record Arrival(long nanos, TimestampSource source, int ttl) {
    /** Of the packet that is selected. */
    public static Arrival of(Received message, KernelClock clock) {
        long taken = message.takenNanos();
        long stamp = message.timed() ? clock.toMonotonic(message.stampNanos()) : taken;
        // Another time means that the wall clock is being set at this moment, or that the kernel stamps by another
        // clock.
        boolean kernel = message.timed() && message.plausible(stamp);
        return new Arrival(
                kernel ? stamp : taken, kernel ? TimestampSource.KERNEL : TimestampSource.USER, message.ttl());
    }

    /** A reply that arrived so. */
    public Reply.Builder reply(int id, ReplyKind kind, InetAddress from) {
        Reply.Builder reply = Reply.of(id, kind, from, nanos, source);
        return ttl >= 0 ? reply.replyTtl(OptionalInt.of(ttl)) : reply;
    }
}

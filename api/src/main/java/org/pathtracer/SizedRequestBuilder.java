// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.OptionalInt;

/**
 * The options of requests whose packets may have any size: all but a path MTU search, which chooses the sizes itself
 * and never lets packets be fragmented. Not thread-safe; may be reused after {@code build()}.
 *
 * @param <B> the builder itself
 * @since 0.1.0
 */
public abstract sealed class SizedRequestBuilder<B extends SizedRequestBuilder<B>> extends RequestBuilder<B>
        permits FlowRequestBuilder, BufferbloatRequest.Builder {
    SizedRequestBuilder(Target target) {
        super(target);
    }

    /**
     * Sets the size of each IP packet in bytes, headers included. Below 38 (IPv6: 58) there is no room for the whole
     * tag, which distinguishes answers from forgeries. Below 30 (IPv6: 50) there is no room to keep the flow constant.
     * Default: 60 for IPv4, 80 for IPv6.
     *
     * @param bytes 28 to 65535, for IPv6 from 48; for TCP from 40, over IPv6 from 60
     */
    public B size(int bytes) {
        size = OptionalInt.of(Check.range("packet size", bytes, AddressFamily.IPV4.smallestPacket(), LARGEST_PACKET));
        return self();
    }

    /** Sets whether fragmentation is forbidden, on the way and on this host. Default: false. */
    public B dontFragment(boolean value) {
        dontFragment = value;
        return self();
    }
}

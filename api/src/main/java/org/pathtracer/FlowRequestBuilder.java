// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.Objects;

/**
 * The options of requests whose probes may differ in their flow: a path MTU search and a bufferbloat test keep to one.
 * Not thread-safe; may be reused after {@code build()}.
 *
 * @param <B> the builder itself
 * @since 0.1.0
 */
public abstract sealed class FlowRequestBuilder<B extends FlowRequestBuilder<B>> extends SizedRequestBuilder<B>
        permits TraceOptionsBuilder, PingRequest.Builder, MonitorRequest.Builder, MultipathRequest.Builder {
    FlowRequestBuilder(Target target) {
        super(target);
    }

    /** Sets which header fields stay constant. Default: {@link FlowMethod#PARIS}. */
    public B flowMethod(FlowMethod value) {
        flowMethod = Objects.requireNonNull(value, "flow method");
        return self();
    }

    /**
     * Sets the mark of the packets within this host, which rules of routing and firewall may ask for: {@code SO_MARK}
     * of Linux, as {@code ip rule add fwmark}. It takes the capability {@code CAP_NET_ADMIN}, from Linux 5.17 on
     * {@code CAP_NET_RAW} is enough; other systems have no marks. Default: none.
     *
     * @param number 1 to 4294967295
     */
    public B mark(long number) {
        return marked(number);
    }
}

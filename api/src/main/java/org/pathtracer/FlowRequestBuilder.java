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
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.time.Duration;
import java.util.Objects;

/**
 * The options of a trace, be it to one target or to each of several. Not thread-safe; may be reused after
 * {@code build()}.
 *
 * @param <B> the builder itself
 * @since 0.1.0
 */
public abstract sealed class TraceOptionsBuilder<B extends TraceOptionsBuilder<B>> extends FlowRequestBuilder<B>
        permits TraceRequest.Builder, BulkTraceRequest.Builder {
    int firstHop = 1;
    int maxHops = 30;
    int queries = 3;
    int retries;
    int gapLimit = 10;
    Duration timeout = Duration.ofSeconds(1);
    AdaptiveTimeout adaptiveTimeout = AdaptiveTimeout.DEFAULT;
    boolean sequential;
    boolean diagnoseLoss;
    boolean pacing = true;

    TraceOptionsBuilder(Target target) {
        super(target);
    }

    void checkHops() {
        Check.require(firstHop <= maxHops, "first hop " + firstHop + " is beyond max hops " + maxHops);
    }

    /**
     * Sets the first TTL to probe.
     *
     * @param ttl 1 to 255, at most {@link #maxHops}. Default: 1
     */
    public B firstHop(int ttl) {
        firstHop = Check.range("first hop", ttl, 1, 255);
        return self();
    }

    /**
     * Sets the last TTL to probe.
     *
     * @param ttl 1 to 255. Default: 30
     */
    public B maxHops(int ttl) {
        maxHops = Check.range("max hops", ttl, 1, 255);
        return self();
    }

    /**
     * Sets the number of probes per TTL.
     *
     * @param count 1 to 100. Default: 3
     */
    public B queries(int count) {
        queries = Check.range("queries per hop", count, 1, 100);
        return self();
    }

    /**
     * Sets the number of further probes for a TTL that answered none, one after the other.
     *
     * @param count 0 to 100. Default: 0
     */
    public B retries(int count) {
        retries = Check.range("retries", count, 0, 100);
        return self();
    }

    /**
     * Sets the number of silent hops in a row after which the trace ends with {@link StopReason#GAP_LIMIT}.
     *
     * @param hops 0 (no such end) to 255. Default: 10
     */
    public B gapLimit(int hops) {
        gapLimit = Check.range("gap limit", hops, 0, 255);
        return self();
    }

    /** Sets the longest wait for one answer. Default: 1 s. */
    public B timeout(Duration span) {
        timeout = Check.span("timeout", span);
        return self();
    }

    /** Sets the rule that gives up a silent probe before its timeout. Default: {@link AdaptiveTimeout#DEFAULT}. */
    public B adaptiveTimeout(AdaptiveTimeout rule) {
        adaptiveTimeout = Objects.requireNonNull(rule, "adaptive timeout");
        return self();
    }

    /**
     * Sets whether at most one probe is in flight, TTL by TTL, instead of all TTLs at once. This is slower, with the
     * same result. Default: false.
     */
    public B sequential(boolean value) {
        sequential = value;
        return self();
    }

    /**
     * Sets whether each hop is probed no faster than it answers. A router that limits its ICMP messages then answers
     * more of many queries, and other hops are not slowed down. Default: true; false sends all queries of a hop at
     * once.
     */
    public B pacing(boolean value) {
        pacing = value;
        return self();
    }

    /**
     * Sets whether hops that lost some of their probes are probed again, slowly, fast and slowly, together with the end
     * of the path, to find the cause. This takes 7 seconds more, and up to four times 2 seconds while a hop is
     * undecided. The answers count for {@link Hop#lossVerdict} only. Default: false; the verdict then follows from the
     * trace itself.
     */
    public B diagnoseLoss(boolean value) {
        diagnoseLoss = value;
        return self();
    }
}

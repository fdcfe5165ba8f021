// SPDX-License-Identifier: Apache-2.0
/**
 * Results made by hand, to test code that reads results without a network:
 *
 * <pre>{@code
 * TraceResult trace = TraceResults.to("example.com")
 *         .hop(1, "192.0.2.1", Duration.ofMillis(2))
 *         .silent(2, 3)
 *         .hop(3, "192.0.2.80", Duration.ofMillis(10), Duration.ofMillis(11))
 *         .build();
 * }</pre>
 *
 * <p>What is not said has a plain value: ICMP, the address {@code 192.0.2.80}, a start in 1970, a complete run.
 */
@NullMarked
package org.pathtracer.testkit.result;

import org.jspecify.annotations.NullMarked;

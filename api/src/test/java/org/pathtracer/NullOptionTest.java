// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pathtracer.multipath.MultipathAlgorithm;

class NullOptionTest {
    @TestFactory
    Stream<DynamicTest> nullOption_isNamed() {
        return Map.<ThrowingCallable, String>ofEntries(
                        Map.entry(() -> PingRequest.to(NullOptionTest.<String>none()), "target"),
                        Map.entry(() -> PingRequest.toAll(NullOptionTest.<Collection<String>>none()), "targets"),
                        Map.entry(() -> MonitorRequest.toAll(NullOptionTest.<Collection<String>>none()), "targets"),
                        ping(builder -> builder.targets(NullOptionTest.<Collection<String>>none()), "targets"),
                        ping(builder -> builder.timeout(NullOptionTest.<Duration>none()), "timeout"),
                        ping(builder -> builder.interval(NullOptionTest.<Duration>none()), "interval"),
                        ping(builder -> builder.protocol(NullOptionTest.<Protocol>none()), "protocol"),
                        ping(builder -> builder.family(NullOptionTest.<AddressFamily>none()), "family"),
                        ping(builder -> builder.flowMethod(NullOptionTest.<FlowMethod>none()), "flow method"),
                        ping(builder -> builder.source(NullOptionTest.<InetAddress>none()), "source"),
                        ping(builder -> builder.transport(NullOptionTest.<String>none()), "transport"),
                        Map.entry(
                                () -> TraceRequest.to("h").adaptiveTimeout(NullOptionTest.<AdaptiveTimeout>none()),
                                "adaptive timeout"),
                        Map.entry(
                                () -> MultipathRequest.to("h").algorithm(NullOptionTest.<MultipathAlgorithm>none()),
                                "algorithm"),
                        Map.entry(() -> BufferbloatRequest.against(NullOptionTest.<URI>none()), "url"))
                .entrySet()
                .stream()
                .map(option -> dynamicTest(
                        option.getValue(),
                        () -> assertThatNullPointerException()
                                .isThrownBy(option.getKey())
                                .withMessage(option.getValue())));
    }

    private static Map.Entry<ThrowingCallable, String> ping(Consumer<PingRequest.Builder> option, String name) {
        return Map.entry(() -> option.accept(PingRequest.to("h")), name);
    }

    /** What no caller in its senses gives, hidden from the compiler's checks. */
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T none() {
        return (T) null;
    }
}

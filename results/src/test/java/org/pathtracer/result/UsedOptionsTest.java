// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.AdaptiveTimeout;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.BulkTraceRequest;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.RequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.address.HostText;

/** A result tells each option of each builder, under the name of the builder's method. */
class UsedOptionsTest {
    /** Each result is of one target, which it has beside its options. */
    private static final Set<String> NO_OPTIONS = Set.of("build", "targets");

    /** Of each type some values, of which each option takes two or more. */
    private static final Map<Class<?>, List<?>> VALUES = Map.of(
            int.class, List.of(3, 7, 9, 29, 100, 101),
            long.class, List.of(3L, 7L),
            double.class, List.of(0.5, 0.6),
            boolean.class, List.of(true, false),
            String.class, List.of("one", "two"),
            Duration.class, List.of(Duration.ofMillis(60), Duration.ofSeconds(2), Duration.ofSeconds(3)),
            InetAddress.class, List.of(address("192.0.2.2"), address("192.0.2.3")),
            AdaptiveTimeout.class,
                    List.of(
                            AdaptiveTimeout.DEFAULT,
                            new AdaptiveTimeout(true, 4, 2, Duration.ofMillis(10)),
                            new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(10))));

    static List<Arguments> options() {
        return Arrays.stream(Objects.requireNonNull(Request.class.getPermittedSubclasses()))
                .flatMap(request -> setters(request).map(setter -> Arguments.of(request, setter)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("options")
    void optionOfABuilder_isTold(Class<?> request, Method setter) throws ReflectiveOperationException {
        List<Optional<String>> told = new ArrayList<>();
        for (Object value : values(setter.getParameterTypes()[0])) {
            Object builder = builder(request);
            try {
                setter.invoke(builder, value);
                Map<String, String> used = UsedOptions.of(build(builder));
                assertThat(names(request)).containsAll(used.keySet());
                told.add(Optional.ofNullable(used.get(setter.getName())));
            } catch (InvocationTargetException e) {
                // Not every option takes every value.
                assertThat(e.getCause()).isInstanceOf(InvalidRequestException.class);
            }
        }
        assertThat(told).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    private static Object builder(Class<?> request) {
        if (request == BufferbloatRequest.class) {
            return BufferbloatRequest.against(URI.create("https://192.0.2.1/")).protocol(Protocol.UDP);
        }
        if (request == BulkTraceRequest.class) {
            return TraceRequest.toAll(List.of("192.0.2.1", "192.0.2.2")).protocol(Protocol.UDP);
        }
        try {
            Object builder = request.getMethod("to", String.class).invoke(null, "192.0.2.1");
            // Ports mean something for UDP. The protocol of a diagnosis follows from its port.
            return builder instanceof RequestBuilder<?> probing
                    ? probing.protocol(Protocol.UDP)
                    : Objects.requireNonNull(builder);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Request<?, ?> build(Object builder) throws ReflectiveOperationException {
        return (Request<?, ?>)
                Objects.requireNonNull(builder.getClass().getMethod("build").invoke(builder));
    }

    private static List<?> values(Class<?> type) {
        return type.isEnum()
                ? List.of(type.getEnumConstants())
                : Objects.requireNonNull(VALUES.get(type), type.getName());
    }

    private static Set<String> names(Class<?> request) {
        return setters(request).map(Method::getName).collect(Collectors.toSet());
    }

    private static Stream<Method> setters(Class<?> request) {
        return Arrays.stream(builder(request).getClass().getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .filter(method -> !NO_OPTIONS.contains(method.getName()));
    }

    private static InetAddress address(String text) {
        return HostText.literal(text).orElseThrow();
    }
}

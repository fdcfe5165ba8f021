// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each public method of each request's builder changes the request that is built: no option is without effect. */
class RequestOptionsTest {
    private static final Map<String, Supplier<RequestBuilder<?>>> BUILDERS = Map.of(
            "trace", () -> TraceRequest.to("h"),
            "bulk trace", () -> TraceRequest.toAll(List.of("h")),
            "ping", () -> PingRequest.to("h"),
            "monitor", () -> MonitorRequest.to("h"),
            "multipath", () -> MultipathRequest.to("h"),
            "path MTU", () -> PathMtuRequest.to("h"),
            "bufferbloat", () -> BufferbloatRequest.against(URI.create("https://h/")));

    static Stream<Arguments> options() {
        return BUILDERS.entrySet().stream()
                .flatMap(entry ->
                        setters(entry.getValue().get().getClass()).map(setter -> Arguments.of(entry.getKey(), setter)));
    }

    private static Stream<Method> setters(Class<?> builder) {
        return Arrays.stream(builder.getMethods())
                .filter(method -> method.getParameterCount() == 1 && !method.isBridge())
                .filter(method -> RequestBuilder.class.isAssignableFrom(method.getReturnType()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("options")
    void option_changesTheRequest(String request, Method setter) throws Exception {
        boolean ports = setter.getName().toLowerCase(Locale.ROOT).endsWith("port");
        Supplier<RequestBuilder<?>> builder = () -> {
            RequestBuilder<?> made = BUILDERS.get(request).get();
            return ports ? made.protocol(Protocol.UDP) : made;
        };
        Map<String, Object> plain = facts(built(builder.get()));
        int changes = 0;
        for (Object value : values(setter)) {
            RequestBuilder<?> made = builder.get();
            try {
                setter.invoke(made, value);
                changes += facts(built(made)).equals(plain) ? 0 : 1;
            } catch (InvocationTargetException refused) {
                assertThat(refused.getCause()).isInstanceOf(InvalidRequestException.class);
            }
        }
        assertThat(changes).as("%s of %s", setter.getName(), request).isPositive();
    }

    private static Object built(RequestBuilder<?> builder) throws Exception {
        return builder.getClass().getMethod("build").invoke(builder);
    }

    /** What the request says of itself. */
    private static Map<String, Object> facts(Object request) throws Exception {
        Map<String, Object> facts = new TreeMap<>();
        for (Method accessor : request.getClass().getDeclaredMethods()) {
            boolean open = Modifier.isPublic(accessor.getModifiers()) && !Modifier.isStatic(accessor.getModifiers());
            if (open && accessor.getParameterCount() == 0) {
                Object fact = accessor.invoke(request);
                facts.put(accessor.getName(), fact instanceof TraceRequest each ? facts(each) : fact);
            } else if (open && accessor.getName().equals("minSize")) {
                facts.put(accessor.getName(), accessor.invoke(request, AddressFamily.IPV4));
            }
        }
        return facts;
    }

    private static List<?> values(Method setter) throws Exception {
        Class<?> type = setter.getParameterTypes()[0];
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        } else if (type == int.class) {
            return List.of(2, 7, 100, 1000);
        } else if (type == long.class) {
            return List.of(7L);
        } else if (type == double.class) {
            return List.of(0.5);
        } else if (type == boolean.class) {
            return List.of(true, false);
        } else if (type == Duration.class) {
            return List.of(Duration.ofMillis(700), Duration.ofSeconds(7));
        } else if (type == InetAddress.class) {
            return List.of(InetAddress.getByName("192.0.2.1"));
        } else if (type == AdaptiveTimeout.class) {
            return List.of(new AdaptiveTimeout(false, 3, 2, Duration.ofMillis(10)));
        } else if (type == String.class) {
            return List.of("other");
        } else if (type == String[].class) {
            return List.of((Object) new String[] {"other"});
        } else if (type == Target[].class) {
            return List.of((Object) new Target[] {Target.of("other")});
        } else if (type == Collection.class) {
            return List.of(List.of("other"));
        }
        throw new AssertionError("give a value for " + setter);
    }

    @Test
    void optionsWithoutEffectBesideOthers_areRefused() {
        assertThatThrownBy(() ->
                        TraceRequest.to("h").enrichment(false).reverseDns(true).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a part of enrichment");
        assertThatThrownBy(() -> MultipathRequest.to("h")
                        .reverseDns(true)
                        .enrichment(false)
                        .build())
                .hasMessageContaining("a part of enrichment");
        assertThatThrownBy(() -> MultipathRequest.to("h").seed(1).flow(2).build())
                .hasMessageContaining("leave out either");
        assertThatThrownBy(() -> BufferbloatRequest.against(URI.create("https://h/"))
                        .locate(false)
                        .hopInterval(Duration.ofSeconds(1))
                        .build())
                .hasMessageContaining("leave out the hop interval");
        assertThat(TraceRequest.to("h")
                        .enrichment(false)
                        .reverseDns(false)
                        .build()
                        .enrichment())
                .isFalse();
    }
}

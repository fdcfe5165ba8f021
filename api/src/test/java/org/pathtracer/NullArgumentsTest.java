// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.RecordType;
import org.pathtracer.enrich.EnrichmentOptions;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.service.DnsCheck;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.QuicCheck;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;
import org.pathtracer.service.UdpCheck;
import org.pathtracer.statistics.RttRecorder;
import org.pathtracer.statistics.Statistics;

/** Every public constructor, factory and setter of the API, with each of its arguments missing in turn. */
class NullArgumentsTest {
    /** Objects whose methods are tried. */
    private static final List<Object> SAMPLES = List.of(
            TraceRequest.to("h"),
            PingRequest.to("h"),
            MonitorRequest.to("h"),
            TraceRequest.toAll(List.of("h")),
            MultipathRequest.to("h"),
            PathMtuRequest.to("h"),
            BufferbloatRequest.against(URI.create("https://h/")),
            DnsQuery.of(RecordType.A, "h"),
            EnrichmentOptions.builder(),
            ServiceTarget.of("h", 1),
            TcpCheck.to("h", 1),
            UdpCheck.to("h", 1),
            DnsCheck.to("h"),
            TlsCheck.to("h", 1),
            HttpCheck.to(URI.create("http://h/")),
            QuicCheck.to("h", 1),
            PublicAddressRequest.builder(),
            new RttRecorder(),
            Statistics.of(0, List.of()),
            AddressFamily.ANY,
            Protocol.UDP);

    /** One argument of a call. */
    record Argument(Executable call, Object on, int index) {
        Class<?> type() {
            return call.getParameterTypes()[index];
        }

        @Override
        public String toString() {
            return call.getDeclaringClass().getName() + "." + call.getName() + " " + index;
        }
    }

    static Stream<Argument> arguments() throws Exception {
        List<Argument> all = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                add(all, constructor, null);
            }
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isStatic(method.getModifiers())
                        && !(type.isEnum() && method.getName().equals("valueOf"))) {
                    add(all, method, null);
                }
            }
        }
        for (Object sample : SAMPLES) {
            for (Method method : sample.getClass().getMethods()) {
                if (method.getDeclaringClass().getName().startsWith("org.pathtracer")
                        && !method.getName().equals("equals")
                        && !Modifier.isStatic(method.getModifiers())) {
                    add(all, method, sample);
                }
            }
        }
        return all.stream();
    }

    private static void add(List<Argument> all, Executable call, Object on) {
        if (!Modifier.isPublic(call.getModifiers())
                || call.isSynthetic()
                || Throwable.class.isAssignableFrom(call.getDeclaringClass())) {
            return;
        }
        for (int i = 0; i < call.getParameterCount(); i++) {
            if (!call.getParameterTypes()[i].isPrimitive() && !isNullable(call, i)) {
                all.add(new Argument(call, on, i));
            }
        }
    }

    private static boolean isNullable(Executable call, int index) {
        return Stream.of(call.getAnnotatedParameterTypes()[index].getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(PathTracer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.toString().endsWith("-info.class"))
                    .filter(path -> !path.getParent().endsWith("check")) // not exported
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                Class<?> type = Class.forName(name);
                boolean open = true;
                for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
                    open &= Modifier.isPublic(outer.getModifiers());
                }
                if (open) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void missingArgument_isNamed(Argument argument) throws Exception {
        Class<?>[] types = argument.call.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = i == argument.index ? null : any(argument.call.getGenericParameterTypes()[i]);
        }
        Throwable failure = failure(argument, values);
        assertThat(failure).as(argument.toString()).isInstanceOf(NullPointerException.class);
        // Java's own sentence names a variable of ours.
        assertThat(failure.getMessage())
                .as(argument.toString())
                .isNotNull()
                .doesNotContain("because")
                .doesNotContain("Cannot ");
        if (argument.call instanceof Constructor<?> constructor
                && constructor.getDeclaringClass().isRecord()) {
            assertThat(failure.getMessage())
                    .isEqualTo(constructor
                            .getDeclaringClass()
                            .getRecordComponents()[argument.index]
                            .getName());
        }
    }

    /** Those that callers fill: what a result holds comes from the engine. */
    static Stream<Argument> collections() throws Exception {
        return arguments()
                .filter(argument -> !(argument.call instanceof Constructor<?> constructor
                        && constructor.getDeclaringClass().isRecord()))
                .filter(argument -> Collection.class.isAssignableFrom(argument.type())
                        || argument.type().isArray()
                                && !argument.type().getComponentType().isPrimitive());
    }

    @ParameterizedTest
    @MethodSource("collections")
    void missingElement_isNamed(Argument argument) throws Exception {
        Class<?>[] types = argument.call.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] =
                    i == argument.index ? ofNull(types[i]) : any(argument.call.getGenericParameterTypes()[i]);
        }
        Throwable failure = failure(argument, values);
        assertThat(failure)
                .as("%s", argument)
                .isInstanceOfAny(NullPointerException.class, InvalidRequestException.class);
        assertThat(failure.getMessage())
                .as(argument.toString())
                .isNotNull()
                .doesNotContain("because")
                .doesNotContain("Cannot ");
    }

    private static Object ofNull(Class<?> type) {
        if (type.isArray()) {
            return java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
        }
        return type == Set.class ? new HashSet<>(Arrays.asList((Object) null)) : Arrays.asList((Object) null);
    }

    @Test
    void arguments_areMany() throws Exception {
        assertThat(arguments().count()).isGreaterThan(300);
    }

    private static Throwable failure(Argument argument, Object[] values) throws Exception {
        try {
            if (argument.call instanceof Constructor<?> constructor) {
                constructor.newInstance(values);
            } else {
                ((Method) argument.call).invoke(argument.on, values);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private static Object any(Type generic) throws Exception {
        if (generic instanceof TypeVariable<?> variable) {
            return any(variable.getBounds()[0]);
        }
        Class<?> type = generic instanceof ParameterizedType known
                ? (Class<?>) known.getRawType()
                : generic instanceof Class<?> plain ? plain : Object.class;
        if (type.isPrimitive()) {
            return type == boolean.class
                    ? false
                    : type == double.class ? (Object) 1.0 : type == long.class ? (Object) 1L : 1;
        } else if (type == String.class || type == Object.class) {
            return "h";
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == InetAddress.class) {
            return InetAddress.getByName("192.0.2.1");
        } else if (type == InetSocketAddress.class) {
            return new InetSocketAddress("192.0.2.1", 53);
        } else if (type == URI.class) {
            return URI.create("https://h/");
        } else if (type == Path.class) {
            return Path.of("x");
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == OptionalInt.class) {
            return OptionalInt.empty();
        } else if (type == OptionalLong.class) {
            return OptionalLong.empty();
        } else if (type == OptionalDouble.class) {
            return OptionalDouble.empty();
        } else if (type == List.class || type == Collection.class) {
            return List.of();
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type.isArray()) {
            return java.lang.reflect.Array.newInstance(type.getComponentType(), 0);
        } else if (type == Enum.class) {
            return TransportLimit.OTHER;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isSealed() && type.isInterface()) {
            return any(type.getPermittedSubclasses()[0]);
        } else if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> null);
        } else if (type == Statistics.class) {
            return Statistics.of(0, List.of());
        } else if (type == RttRecorder.class) {
            return new RttRecorder();
        } else if (type == EnrichmentOptions.class) {
            return EnrichmentOptions.DEFAULT;
        } else if (type == PathTracerException.class) {
            return new InvalidRequestException("h");
        } else if (type == DnsQuery.class) {
            return DnsQuery.of(RecordType.A, "h").build();
        }
        return made(type);
    }

    private static Object made(Class<?> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (Modifier.isPublic(constructor.getModifiers())) {
                Object[] values = new Object[constructor.getParameterCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = any(constructor.getGenericParameterTypes()[i]);
                }
                return constructor.newInstance(values);
            }
        }
        throw new IllegalStateException("no sample of " + type);
    }
}

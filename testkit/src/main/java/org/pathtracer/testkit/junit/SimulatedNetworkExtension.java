// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pathtracer.PathTracer;
import org.pathtracer.testkit.Scenario;

/**
 * Opens the tracers of parameters with {@link SimulatedNetwork}. JUnit calls it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // only JUnit calls it, which has its own types
public final class SimulatedNetworkExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SimulatedNetworkExtension.class);

    /** For JUnit. */
    public SimulatedNetworkExtension() {}

    /** So that what a constructor got is closed after its test, not after all tests of the class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(SimulatedNetwork.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() != PathTracer.class) {
            throw new ParameterResolutionException(
                    "@SimulatedNetwork is for parameters of type PathTracer, not " + parameter.getParameter());
        }
        SimulatedNetwork network =
                parameter.findAnnotation(SimulatedNetwork.class).orElseThrow();
        PathTracer tracer = open(network, scenario(network.value(), context.getRequiredTestClass()));
        // The store closes it, in the reverse order of opening.
        context.getStore(NAMESPACE).put(tracer, tracer);
        return tracer;
    }

    private static PathTracer open(SimulatedNetwork options, Scenario scenario) {
        var network = org.pathtracer.testkit.SimulatedNetwork.of(scenario.topology(), options.seed());
        return PathTracer.builder()
                .transport(options.unprivileged() ? network.unprivileged() : network)
                .build();
    }

    private static Scenario scenario(String name, Class<?> test) {
        URL resource = resource(name, test);
        Path file = Path.of(name);
        if (resource != null) {
            return read(name, resource);
        }
        if (Files.isRegularFile(file)) {
            return Scenario.read(file);
        }
        if (Scenario.builtIn().contains(name)) {
            return Scenario.named(name);
        }
        throw new ParameterResolutionException(
                "there is no scenario \"%s\": neither a resource beside %s or at the root of the class path, nor a file %s, nor one of %s"
                        .formatted(name, test.getName(), file.toAbsolutePath(), Scenario.builtIn()));
    }

    private static @Nullable URL resource(String name, Class<?> test) {
        URL beside = test.getResource(name);
        return beside == null ? test.getResource("/" + name) : beside;
    }

    private static Scenario read(String name, URL resource) {
        try (InputStream in = resource.openStream()) {
            return Scenario.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

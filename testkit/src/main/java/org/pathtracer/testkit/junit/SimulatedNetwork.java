// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a parameter of a test method, a lifecycle method or a test class's constructor a tracer in the network that a
 * scenario file describes, in virtual time.
 *
 * <pre>{@code
 * @Test
 * void findsTheServer(@SimulatedNetwork("office.toml") PathTracer tracer) {
 *     assertEquals(StopReason.DESTINATION, tracer.trace("203.0.113.9").stopReason());
 * }
 * }</pre>
 *
 * Each parameter gets a tracer and a network of its own. The tracer is closed after the test. That of a constructor is
 * closed after the test for which the instance was made; where all tests share one instance, after the last of them.
 *
 * @since 0.1.0
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SimulatedNetworkExtension.class)
@SuppressWarnings("exports")
public @interface SimulatedNetwork {
    /**
     * The scenario file: a resource beside the test class, else a resource from the root of the class path, else a file
     * relative to the working directory, else the {@linkplain org.pathtracer.testkit.Scenario#builtIn() built-in
     * scenario} of this name. {@code docs/testkit.md} has the format of the file.
     */
    String value();

    /** The seed of all chance in the network. */
    long seed() default 1;

    /** Whether the network is seen as by a program without privileges. */
    boolean unprivileged() default false;
}

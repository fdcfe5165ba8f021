// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class start an {@link Arm64Jvm} in a lab. Where that is impossible they are skipped and say why;
 * where the environment variable {@code CI} is {@code true} they fail for the same reason.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(Arm64Required.class)
@SameForAllUsers
public @interface InArm64 {}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that only this library implements. Applications call its methods. A minor version may add methods
 * without a default, so another implementation would not compile with it, or fail with {@link AbstractMethodError}.
 *
 * <p>Every public interface of the API either has this annotation or is for implementation: those of
 * {@code org.pathtracer.spi} that a transport implements, and functional interfaces. These get no further methods
 * without a default.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NotForImplementation {}

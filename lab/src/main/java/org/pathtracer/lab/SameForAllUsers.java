// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * The tests of this class find the same for all users, as they choose the kinds of sockets themselves or are about
 * something else, and take long: where all tests run as several users, these may be left out but once
 * ({@code -DexcludedGroups=same-for-all-users}).
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("same-for-all-users")
public @interface SameForAllUsers {}

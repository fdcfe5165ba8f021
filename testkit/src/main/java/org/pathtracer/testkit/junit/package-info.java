// SPDX-License-Identifier: Apache-2.0
/** Simulated networks as parameters of JUnit tests. Needs JUnit Jupiter 5.13 or newer among the test dependencies. */
@NullMarked
package org.pathtracer.testkit.junit;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Real networks on one machine: the test JVM is the client host, and everything else is a network namespace.
 *
 * <p>A test class says {@link org.pathtracer.lab.InLab}, opens a {@link org.pathtracer.lab.Lab} and closes it.
 */
@NullMarked
package org.pathtracer.lab;

import org.jspecify.annotations.NullMarked;

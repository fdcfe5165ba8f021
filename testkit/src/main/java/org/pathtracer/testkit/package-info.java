// SPDX-License-Identifier: Apache-2.0
/**
 * Simulated networks. {@link org.pathtracer.testkit.Topology} describes one, in Java or in a scenario file;
 * {@link org.pathtracer.testkit.SimulatedNetwork} is a transport over it, in virtual time.
 */
@NullMarked
package org.pathtracer.testkit;

import org.jspecify.annotations.NullMarked;

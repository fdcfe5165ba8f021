// SPDX-License-Identifier: Apache-2.0
/**
 * Simulated networks that answer the packets of real sockets. {@link org.pathtracer.testkit.tun.TunNetwork} opens one.
 */
@NullMarked
package org.pathtracer.testkit.tun;

import org.jspecify.annotations.NullMarked;

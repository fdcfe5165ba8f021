// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spi;

import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;

/**
 * What an operation needs of a transport.
 *
 * @param protocol what probes are made of
 * @param family IPv4 or IPv6, never any
 */
public record ProbeNeed(Protocol protocol, AddressFamily family) {}

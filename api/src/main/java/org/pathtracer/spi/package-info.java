// SPDX-License-Identifier: Apache-2.0
/**
 * What a probe transport implements: {@link org.pathtracer.spi.ProbeTransportProvider} says what it can do here and
 * opens a {@link org.pathtracer.spi.ProbeTransport}, which sends {@link org.pathtracer.spi.Probe}s and hands over
 * {@link org.pathtracer.spi.Reply}s.
 *
 * <p>The level is that of probes, not of bytes: only so do error queues, raw sockets and an operating system's echo
 * call (which shows no packet) fit one interface. All traffic between engine and transport is on the transport's own
 * {@link org.pathtracer.spi.TransportLoop}; there are no locks.
 */
@NullMarked
package org.pathtracer.spi;

import org.jspecify.annotations.NullMarked;

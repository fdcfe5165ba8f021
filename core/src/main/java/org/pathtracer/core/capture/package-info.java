// SPDX-License-Identifier: Apache-2.0
/**
 * Writes a tracer's probes and their answers, as they pass the kernel, with what became of them. Packets and what the
 * engines tell go into one queue; {@link org.pathtracer.core.capture.Capture}'s thread takes them out, matches them and
 * writes.
 */
package org.pathtracer.core.capture;

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

/**
 * What all measurements together may take.
 *
 * @param packetsPerSecond 0 for no limit
 * @param measurements at the same time; what is due beyond is left out and counted
 * @param probes requests of {@code /probe} at the same time; further ones are refused
 * @param seed of the moments in which targets are measured
 */
public record Limits(int packetsPerSecond, int measurements, int probes, long seed) {}

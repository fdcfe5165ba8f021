// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit;

/**
 * Somebody off the path who guesses: for each probe it sends forged echo replies in the destination's name, with the
 * right number, since numbers can be counted, but a tag out of the air.
 *
 * @param repliesPerProbe how many
 * @param delayNanos from the probe's sending to their arrival
 */
public record Attacker(int repliesPerProbe, long delayNanos) {}

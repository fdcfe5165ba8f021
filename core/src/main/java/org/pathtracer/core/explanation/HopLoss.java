// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

/**
 * What was lost of the probes to one hop.
 *
 * @param sent how many left
 * @param lost how many of them were not answered
 * @param target whether it is the target, which answers for itself
 */
public record HopLoss(int sent, int lost, boolean target) {}

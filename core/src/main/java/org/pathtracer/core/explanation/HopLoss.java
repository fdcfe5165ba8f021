// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.explanation;

/**
 * What was lost of probes of one kind to one hop. Losses that come together count as one: then the numbers are no
 * integers.
 *
 * @param link the last link that they pass, counted from 0
 * @param sent how many left
 * @param lost how many of them were not answered
 * @param own probability that the hop leaves out answers of this kind for reasons of its own
 */
public record HopLoss(int link, double sent, double lost, double own) {}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

/**
 * An outcome in a line.
 *
 * @param vantagePoint its name
 * @param failure its kind; empty if there is a result
 * @param summary a sentence
 */
public record OutcomeRow(String vantagePoint, String failure, String summary) {}

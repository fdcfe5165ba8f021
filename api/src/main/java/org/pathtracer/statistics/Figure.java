// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.statistics;

/**
 * A figure of {@link Statistics}, named as the method that returns it.
 *
 * @since 0.1.0
 */
public enum Figure {
    MIN,
    MEAN,
    MEDIAN,
    P90,
    P95,
    P99,
    MAX,
    STDDEV,
    POPULATION_STDDEV,
    JITTER,
    MEAN_ABSOLUTE_DIFFERENCE,
    LARGEST_DIFFERENCE,
    /** {@link DelayVariation#lowestIpdv}. */
    LOWEST_IPDV,
    /** {@link DelayVariation#highestIpdv}. */
    HIGHEST_IPDV,
    /** {@link DelayVariation#meanPdv}. */
    MEAN_PDV,
    /** {@link DelayVariation#p99Pdv}. */
    P99_PDV
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.trace;

/**
 * What a trace needs so that the cause of a hop's loss is likely to be decided.
 *
 * @since 0.1.0
 */
public enum LossRemedy {
    /** {@code diagnoseLoss} of the request: further probes, slow ones and fast ones. */
    DIAGNOSE_LOSS,
    /** 30 queries or more, and {@code diagnoseLoss}. */
    MORE_QUERIES,
    /** Another trace at another time: this one had all the probes that help. */
    ANOTHER_TIME
}

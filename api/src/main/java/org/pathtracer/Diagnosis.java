// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.Omission;

/**
 * What is wrong on the way to a target, where, and how sure that is.
 *
 * <p>A diagnosis that its deadline or a cancellation ended says so by {@link #stopReason}, and what it did not get to
 * by {@link #notLookedAt}. {@link #transport} and {@link #source} are those of the first probes; if none could be sent,
 * the transport's name is {@code none}.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Diagnosis extends Run {
    /** Returns the target, as asked for. */
    String target();

    /**
     * Returns whether enough was looked at, and no finding is worse than a
     * {@linkplain org.pathtracer.diagnosis.Severity#NOTE note}. If not and there is no finding, it is not known whether
     * something is wrong; {@link #notLookedAt} says why.
     */
    boolean healthy();

    /** Returns the diagnosis as one sentence. */
    String summary();

    /** Returns what was found, the gravest first. */
    List<Finding> findings();

    /** Returns what could not be measured here, and why. */
    List<Limit<Omission>> notLookedAt();

    /** Returns the results that the findings rest on, in the order in which they came. */
    List<Reportable> results();
}

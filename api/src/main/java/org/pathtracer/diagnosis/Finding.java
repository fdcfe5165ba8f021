// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.diagnosis;

import java.util.List;
import org.pathtracer.annotation.NotForImplementation;

/**
 * Something that is wrong, or a fact that is good to know.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Finding {
    /** Returns what it is. */
    FindingKind kind();

    /** Returns where it is. */
    Place place();

    /** Returns what it means for an application. */
    Severity severity();

    /** Returns the probability that kind and place are right (0 to 1), given what was measured. */
    double probability();

    /** Returns the other explanations with a probability of 1 % or more, the most probable first. */
    List<Alternative> alternatives();

    /** Returns the finding as a sentence. */
    String sentence();

    /** Returns what speaks for it: sentences with figures and numbers of samples. */
    List<String> evidence();

    /** Returns what to do about it and which operator to ask; a sentence. */
    String advice();
}

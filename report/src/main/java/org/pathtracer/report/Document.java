// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.Optional;
import org.pathtracer.report.json.RunFacts;

/**
 * A JSON document that was read: a result, and what the document says of the run beside it. {@link Reports#json} writes
 * it again as it was; other formats write its result.
 *
 * @since 0.1.0
 */
public final class Document {
    private final Object result;
    private final RunFacts facts;

    Document(Object result, RunFacts facts) {
        this.result = result;
        this.facts = facts;
    }

    /** Returns the result, such as a {@link org.pathtracer.TraceResult}. */
    public Object result() {
        return result;
    }

    /** Returns the name of the host that measured, if the document has it. */
    public Optional<String> host() {
        return facts.host();
    }

    /** Returns the version of PathTracer that measured, if the document has it. */
    public Optional<String> version() {
        return facts.version();
    }

    RunFacts facts() {
        return facts;
    }

    @Override
    public String toString() {
        return "Document[" + result.getClass().getSimpleName() + "]";
    }
}

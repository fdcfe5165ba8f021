// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.util.Optional;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.json.RunFacts;

/**
 * A JSON document that was read: a result, and what the document says beside it. {@link Reports#json(Document)} writes
 * the same document again; other formats write its {@link #result}. Immutable.
 *
 * @since 0.1.0
 */
public final class Document {
    private final Reportable result;
    private final RunFacts facts;

    Document(Reportable result, RunFacts facts) {
        this.result = result;
        this.facts = facts;
    }

    /** Returns the result, such as a {@link org.pathtracer.TraceResult}. */
    public Reportable result() {
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
        return "Document[" + result + "]";
    }
}

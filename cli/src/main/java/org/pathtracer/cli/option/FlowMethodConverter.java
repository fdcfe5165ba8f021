// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import org.pathtracer.FlowMethod;

/** A flow method as people write it. */
public final class FlowMethodConverter extends NamedValues<FlowMethod> {
    /** Of all. */
    public FlowMethodConverter() {
        super("a flow method", FlowMethod.class);
    }
}

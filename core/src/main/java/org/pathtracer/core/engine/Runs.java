// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.engine;

import org.pathtracer.Request;
import org.pathtracer.StopReason;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.UsedOptions;

/** What all results say of their runs. */
public final class Runs {
    private Runs() {}

    /** Returns the facts of a run that ends now. */
    public static RunRecord ended(Request<?, ?> request, Setting setting, StopReason reason, long sent, long received) {
        return new RunRecord(
                request.probe().protocol(),
                setting.transport(),
                setting.source(),
                setting.started(),
                setting.elapsed(),
                reason,
                sent,
                received,
                setting.networkChanged().getAsBoolean(),
                UsedOptions.of(request));
    }
}

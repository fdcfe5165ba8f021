// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.agent;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.pathtracer.fleet.wire.Piece;

/** Where the outcome of a run goes. */
interface Outbox {
    /** Sends all pieces of an outcome. */
    Sending send(List<Piece> pieces);

    /** An outcome on its way. */
    interface Sending {
        /** Completes when it is there, or there is no use for it. */
        CompletionStage<Void> done();

        void cancel();
    }
}

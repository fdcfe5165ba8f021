// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub.storing;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathtracer.fleet.wire.Operation;
import org.pathtracer.fleet.wire.Piece;

/** Puts the pieces of a measurement together for the store. Not thread-safe. */
public final class Recorder {
    private final StoreQueue store;
    private final Operation operation;
    private final Map<String, Part> parts = new HashMap<>();

    private record Part(String run, ByteString document) {}

    /** Makes one for a measurement. */
    public Recorder(StoreQueue store, Operation operation) {
        this.store = store;
        this.operation = operation;
    }

    /** Takes a piece that the caller of the measurement gets too. */
    public void add(Piece piece) {
        String name = piece.getVantagePoint();
        Part before = parts.get(name);
        ByteString document = piece.getDocument();
        // Asked again, what came before is void.
        if (before != null && before.run.equals(piece.getRun())) {
            document = before.document.concat(document);
        }
        if (piece.getLast()) {
            parts.remove(name);
            store.offer(new Recorded(
                    name,
                    operation,
                    List.of(),
                    Instant.now(),
                    document,
                    piece.hasFailure() ? piece.getFailure() : null));
        } else {
            parts.put(name, new Part(piece.getRun(), document));
        }
    }
}

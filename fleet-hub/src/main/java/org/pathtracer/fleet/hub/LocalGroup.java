// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.hub;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pathtracer.fleet.protocol.Failures;
import org.pathtracer.fleet.wire.Failure;
import org.pathtracer.fleet.wire.Operation;

/** Vantage points that are attached to this hub. */
final class LocalGroup implements VantageGroup {
    private final HubState hub;
    private final Set<String> runs = ConcurrentHashMap.newKeySet();

    private LocalGroup(HubState hub) {
        this.hub = hub;
    }

    static LocalGroup start(
            HubState hub, String run, List<String> names, Operation operation, long deadlineMillis, PieceSink sink) {
        LocalGroup group = new LocalGroup(hub);
        for (String name : names) {
            String own = run + "/" + name;
            group.runs.add(own);
            Optional<Attachment> attachment = hub.attachments().find(name);
            if (attachment.isPresent()) {
                hub.runs().start(own, attachment.get(), operation, deadlineMillis, sink);
            } else {
                sink.accept(
                        Failures.piece(
                                own, name, Failure.Code.NOT_ATTACHED, "the vantage point is not attached any more"),
                        PieceSink.NOTHING);
            }
        }
        return group;
    }

    @Override
    public void cancel() {
        runs.forEach(hub.runs()::cancel);
    }
}

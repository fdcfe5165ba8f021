// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.result.DnsCheckResultRecord;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.service.Contact;
import org.pathtracer.service.DnsCheck;
import org.pathtracer.service.DnsCheckResult;
import org.pathtracer.service.ServiceFailure;

/** A question to one name server. */
final class DnsRun extends CheckRun<DnsCheckResult> {
    private final DnsClient client;
    private final DnsQuery query;
    private @Nullable CompletableFuture<DnsAnswer> pending;
    private Optional<DnsAnswer> answer = Optional.empty();

    DnsRun(IoLoop loop, DnsCheck check, DnsClient client) {
        super(loop, check.target());
        this.client = client;
        query = DnsQuery.of(check.type(), check.name())
                .deadline(check.target().deadline())
                .build();
    }

    @Override
    void open(InetSocketAddress server) {
        CompletableFuture<DnsAnswer> asked = client.start(DnsQuery.of(query.type(), query.name())
                .server(server)
                .deadline(query.deadline())
                .build());
        pending = asked;
        asked.whenComplete((found, cause) -> {
            try {
                loop.execute(() -> end(found, cause));
            } catch (RejectedExecutionException e) {
                // The loop is closed, and has failed all that waited.
            }
        });
    }

    private void end(@Nullable DnsAnswer found, @Nullable Throwable cause) {
        if (found != null) {
            answer = Optional.of(found);
            succeed();
        } else if (cause != null) {
            fail(cause);
        }
    }

    @Override
    void release() {
        if (pending != null) {
            pending.cancel(false);
        }
    }

    @Override
    DnsCheckResult result(Contact contact, Optional<ServiceFailure> failure) {
        return new DnsCheckResultRecord(contact, answer, failure);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.PathTracerException;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.dns.Dns;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;

/** DNS for users: what depends on an answer runs where their callbacks run. */
final class TracerDns implements Dns {
    private final DnsClient client;
    private final Callbacks callbacks;
    private final Set<Delivery> undelivered = ConcurrentHashMap.newKeySet();

    TracerDns(DnsClient client, Callbacks callbacks) {
        this.client = client;
        this.callbacks = callbacks;
    }

    @Override
    public DnsAnswer query(DnsQuery query) {
        CompletableFuture<DnsAnswer> answer = client.start(query);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("The thread was interrupted while it waited for " + query.name());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PathTracerException known ? known : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public CompletableFuture<DnsAnswer> start(DnsQuery query) {
        CompletableFuture<DnsAnswer> answer = client.start(query);
        Delivery delivery = new Delivery(answer, new CompletableFuture<>());
        undelivered.add(delivery);
        delivery.result.whenComplete((value, cause) -> {
            undelivered.remove(delivery);
            answer.cancel(false);
        });
        answer.whenComplete((value, cause) -> callbacks.execute(() -> delivery.complete(value, cause)));
        return delivery.result;
    }

    /** Here and now, for want of callbacks. */
    void deliver() {
        undelivered.forEach(delivery -> delivery.answer.whenComplete(delivery::complete));
    }

    private record Delivery(CompletableFuture<DnsAnswer> answer, CompletableFuture<DnsAnswer> result) {
        void complete(@Nullable DnsAnswer value, @Nullable Throwable cause) {
            if (cause != null) {
                result.completeExceptionally(cause);
            } else if (value != null) {
                result.complete(value);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.OperationCancelledException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.dns.NameServer;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.RecordType;

/** DNS as users of a tracer have it. */
class TracerDnsTest {
    private final NameServer server = NameServer.saying(NameServer.zone("host.test 60 A 192.0.2.1"));
    private final ManualExecutor callbacks = new ManualExecutor();
    private final Tracer tracer = TracerBench.tracer(Optional.of(callbacks));

    @AfterEach
    void close() throws Exception {
        tracer.close();
        server.close();
    }

    private DnsQuery query() {
        return DnsQuery.of(RecordType.A, "host.test")
                .server(server.address())
                .timeout(Duration.ofMinutes(1))
                .deadline(Duration.ofMinutes(2))
                .build();
    }

    @Test
    void query_waitsForTheAnswer() {
        assertThat(tracer.dns().query(query()).answers(DnsRecord.Address.class)).hasSize(1);
    }

    @Test
    void answer_comesWhereCallbacksRun() {
        CompletableFuture<DnsAnswer> answer = tracer.dns().start(query());
        while (callbacks.waiting() == 0) {
            Thread.onSpinWait();
        }
        assertThat(answer).isNotDone();
        callbacks.runAll();
        assertThat(answer.join().answers()).hasSize(1);
    }

    @Test
    void interruptedThread_endsTheQueryAndKeepsItsFlag() {
        server.nowSays(NameServer.SILENCE);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tracer.dns().query(query())).isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void cancelledFuture_endsTheQuery() {
        server.nowSays(NameServer.SILENCE);
        CompletableFuture<DnsAnswer> answer = tracer.dns().start(query());
        assertThat(answer.cancel(true)).isTrue();
        assertThat(answer).isCancelled();
    }

    @Test
    void close_deliversEvenWithoutCallbacks() throws Exception {
        server.nowSays(NameServer.SILENCE);
        CompletableFuture<DnsAnswer> answer = tracer.dns().start(query());
        tracer.close();
        assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(TracerClosedException.class);
        assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> tracer.dns().start(query())).isInstanceOf(TracerClosedException.class);
    }
}

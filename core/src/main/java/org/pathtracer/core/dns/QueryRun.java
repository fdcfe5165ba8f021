// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.io.Exchange;
import org.pathtracer.core.io.Failures;
import org.pathtracer.core.io.IoLoop;
import org.pathtracer.core.io.UdpExchange;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.result.DnsAnswerRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * One query: asks server after server, round after round, until one gives a usable answer or time is up. Confined to
 * the loop's thread.
 */
final class QueryRun {
    /** So that a long list of tries does not make an endless message. */
    private static final int FAILURES_TOLD = 8;

    private final IoLoop loop;
    private final HttpCalls http;
    private final DnsQuery query;
    private final Question question;
    private final ServerHealth health;
    private final QueryPlan plan;
    private List<Upstream> upstreams;
    private final CompletableFuture<DnsAnswer> future;
    private final long start;
    /** When the first message left: time before is our own, time from then on the network's and the servers'. */
    private long firstSent;

    private final List<String> failures = new ArrayList<>();
    private int step;
    private int sent;
    private @Nullable DnsAnswer refusal;
    private @Nullable Attempt current;
    private @Nullable Exchange exchange;
    private IoLoop.@Nullable Timer timeout;
    private IoLoop.@Nullable Timer deadline;

    QueryRun(
            IoLoop loop,
            HttpCalls http,
            ServerHealth health,
            DnsQuery query,
            Question question,
            QueryPlan plan,
            CompletableFuture<DnsAnswer> future) {
        this.loop = loop;
        this.http = http;
        this.query = query;
        this.question = question;
        this.health = health;
        this.plan = plan;
        upstreams = plan.servers();
        this.future = future;
        start = loop.now();
    }

    /** Time counts from here, also while it waits for its turn. */
    void startDeadline() {
        long left = query.deadline().toNanos() - (loop.now() - start);
        deadline = loop.schedule(() -> fail("the deadline passed"), Math.max(0, left));
    }

    void begin() {
        upstreams = health.order(upstreams, loop.now());
        nextServer();
    }

    /**
     * The network is another one.
     *
     * @param system the system's servers now, for a query that names none
     */
    void beginAgain(List<Upstream> system) {
        if (query.servers().isEmpty() && query.https().isEmpty()) {
            upstreams = system;
        }
        step = 0;
        if (current != null && !ended()) {
            current.end();
            nextServer();
        }
    }

    private Upstream upstream() {
        return upstreams.get(step % upstreams.size());
    }

    private void nextServer() {
        if (step >= upstreams.size() * plan.attempts()) {
            exhausted();
        } else if (upstream() instanceof Upstream.Https) {
            attempt(DnsChannel.HTTPS, query.udpPayload());
        } else {
            attempt(query.tcp() ? DnsChannel.TCP : DnsChannel.UDP, query.udpPayload());
        }
    }

    private void attempt(DnsChannel channel, int udpPayload) {
        Attempt attempt = new Attempt(channel, udpPayload);
        current = attempt;
        timeout = loop.schedule(
                () -> attempt.onFailure("no answer in " + plan.timeout().toMillis() + " ms"),
                plan.timeout().toNanos());
        sent++;
        try {
            exchange = open(attempt, question.message(attempt.id, udpPayload));
        } catch (IOException e) {
            attempt.onFailure(Failures.words(e));
        }
    }

    private Exchange open(Attempt attempt, byte[] message) throws IOException {
        if (upstream() instanceof Upstream.Server server) {
            return attempt.channel == DnsChannel.UDP
                    ? UdpExchange.start(loop, server.address(), message, attempt)
                    : TcpExchange.start(loop, server.address(), message, attempt);
        }
        return HttpsExchange.start(loop, http, ((Upstream.Https) upstream()).uri(), message, attempt);
    }

    /** The end of one message; what it belonged to may go on. */
    private void endExchange() {
        if (timeout != null) {
            loop.cancel(timeout);
            timeout = null;
        }
        if (exchange != null) {
            exchange.cancel();
            exchange = null;
        }
    }

    /** One message to one server. */
    private final class Attempt implements Exchange.Listener {
        private final DnsChannel channel;
        private final int udpPayload;
        private final int id;
        private boolean ended;

        Attempt(DnsChannel channel, int udpPayload) {
            this.channel = channel;
            this.udpPayload = udpPayload;
            // RFC 8484 section 4.1: always 0, so that equal questions are equal requests; TLS guards the answer.
            id = channel == DnsChannel.HTTPS ? 0 : Question.randomId();
        }

        @Override
        public boolean onMessage(byte[] bytes) {
            Question.Reading reading = question.read(bytes, id);
            if (ended || reading instanceof Question.Reading.Foreign) {
                return ended;
            }
            end();
            health.answered(upstream());
            if (reading instanceof Question.Reading.Answer answer) {
                judge(answer);
            } else if (reading instanceof Question.Reading.Broken broken) {
                next(broken.reason());
            }
            return true;
        }

        @Override
        public void onSending() {
            if (sent == 1) {
                firstSent = loop.now();
            }
        }

        @Override
        public void onFailure(String reason) {
            if (!ended) {
                end();
                health.failed(upstream(), loop.now());
                next(reason);
            }
        }

        private void end() {
            ended = true;
            endExchange();
        }

        private void judge(Question.Reading.Answer reading) {
            Message message = reading.message();
            int code = message.getRcode();
            if (message.getHeader().getFlag(Flags.TC) && channel != DnsChannel.HTTPS) {
                truncated();
            } else if (code == Rcode.FORMERR && udpPayload > 0) {
                // RFC 6891 section 7: a server that does not know EDNS is asked without.
                attempt(channel, 0);
            } else if (code == Rcode.NOERROR || code == Rcode.NXDOMAIN) {
                finish(answer(reading));
            } else {
                refusal = answer(reading);
                next(Rcode.string(code));
            }
        }

        private void truncated() {
            if (channel == DnsChannel.UDP) {
                attempt(DnsChannel.TCP, udpPayload);
            } else {
                next("an answer cut off even over TCP");
            }
        }

        private void next(String reason) {
            if (failures.size() < FAILURES_TOLD) {
                failures.add(upstream().label() + ": " + reason);
            }
            step++;
            nextServer();
        }

        private DnsAnswer answer(Question.Reading.Answer reading) {
            Message message = reading.message();
            return new DnsAnswerRecord(
                    query,
                    upstream().label(),
                    channel,
                    status(message.getRcode()),
                    message.getHeader().getFlag(Flags.AA),
                    message.getHeader().getFlag(Flags.AD),
                    reading.answers(),
                    reading.authorities(),
                    Duration.ofNanos(Math.max(0, loop.arrived() - firstSent)),
                    sent);
        }
    }

    private static DnsStatus status(int code) {
        return switch (code) {
            case Rcode.NOERROR -> DnsStatus.NO_ERROR;
            case Rcode.FORMERR -> DnsStatus.FORMAT_ERROR;
            case Rcode.SERVFAIL -> DnsStatus.SERVER_FAILURE;
            case Rcode.NXDOMAIN -> DnsStatus.NO_SUCH_NAME;
            case Rcode.NOTIMP -> DnsStatus.NOT_IMPLEMENTED;
            case Rcode.REFUSED -> DnsStatus.REFUSED;
            default -> DnsStatus.OTHER;
        };
    }

    /** No server is left: a refusal is at least an answer. */
    private void exhausted() {
        if (refusal != null) {
            finish(refusal);
        } else {
            fail("no server is left");
        }
    }

    private void finish(DnsAnswer answer) {
        stop();
        future.complete(answer);
    }

    private void fail(String reason) {
        String tried = failures.isEmpty() ? "" : " (" + String.join("; ", failures) + ")";
        fail(new NoDnsAnswerException(
                "No name server answered for %s %s: %s%s".formatted(query.type(), query.name(), reason, tried)));
    }

    void fail(Throwable cause) {
        stop();
        future.completeExceptionally(cause);
    }

    /** Whether its future is complete, by an answer or by the user. From any thread. */
    boolean ended() {
        return future.isDone();
    }

    /** Ends what it has open. */
    void stop() {
        endExchange();
        if (deadline != null) {
            loop.cancel(deadline);
            deadline = null;
        }
    }
}

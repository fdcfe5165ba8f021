// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.NoDnsAnswerException;
import org.pathtracer.TracerClosedException;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Queries of real sockets on loopback, of servers that are well, slow, truncating, dead and lying. */
class DnsClientTest {
    private static final NameServer.Behaviour ZONE = NameServer.zone("host.test 60 A 192.0.2.1");

    private final List<NameServer> servers = new ArrayList<>();
    private final HttpCalls http = new HttpCalls(Runnable::run);
    private final DnsClient client = new DnsClient(http);

    @AfterEach
    void close() throws Exception {
        client.close();
        http.close();
        for (NameServer server : servers) {
            server.close();
        }
    }

    private NameServer server(NameServer.Behaviour behaviour) {
        NameServer server = NameServer.saying(behaviour);
        servers.add(server);
        return server;
    }

    private static DnsQuery.Builder query(NameServer... servers) {
        return DnsQuery.of(RecordType.A, "host.test")
                .servers(Arrays.stream(servers).map(NameServer::address).toList())
                .timeout(Duration.ofMillis(200));
    }

    private DnsAnswer ask(DnsQuery.Builder query) {
        return client.start(query.build()).join();
    }

    private String failure(DnsQuery.Builder query) {
        Throwable failure = catchThrowable(() -> ask(query));
        assertThat(failure).hasCauseInstanceOf(NoDnsAnswerException.class);
        return failure.getCause().getMessage();
    }

    private static List<InetAddress> addresses(DnsAnswer answer) {
        return answer.answers(DnsRecord.Address.class).stream()
                .map(DnsRecord.Address::address)
                .toList();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void answer_tellsWhoSaidWhatAndHow() {
        NameServer server = server(ZONE);
        DnsAnswer answer = ask(query(server));
        assertThat(addresses(answer)).containsExactly(address(1));
        assertThat(answer.status()).isEqualTo(DnsStatus.NO_ERROR);
        assertThat(answer.channel()).isEqualTo(DnsChannel.UDP);
        assertThat(answer.server()).isEqualTo("127.0.0.1#" + server.address().getPort());
        assertThat(answer.ttl()).contains(Duration.ofSeconds(60));
        assertThat(answer.attempts()).isEqualTo(1);
        assertThat(answer.duration()).isPositive();
    }

    @Test
    void deadServer_isWaitedForOnce() {
        NameServer dead = server(question -> List.of());
        NameServer well = server(ZONE);
        assertThat(ask(query(dead, well)).attempts()).isEqualTo(2);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(query(dead, well)).attempts()).isEqualTo(1);
        }
        client.networkChanged();
        assertThat(ask(query(dead, well)).attempts()).isEqualTo(2);
    }

    @Test
    void systemsOptions_areHonouredUnlessTheQuerySaysOtherwise() {
        NameServer first = server(ZONE);
        NameServer second = server(ZONE);
        NameServer dead = server(question -> List.of());
        ResolverOptions options = ResolverOptions.parse("options rotate timeout:1 attempts:3");
        DnsQuery.Builder plain = DnsQuery.of(RecordType.A, "host.test");
        try (DnsClient rotating = new DnsClient(
                http, new SystemServers(() -> List.of(first.address(), second.address()), () -> options))) {
            assertThat(List.of(
                            rotating.start(plain.build()).join().server(),
                            rotating.start(plain.build()).join().server()))
                    .doesNotHaveDuplicates();
        }
        try (DnsClient patient = new DnsClient(http, new SystemServers(() -> List.of(dead.address()), () -> options))) {
            assertThat(catchThrowable(() -> patient.start(plain.build()).join()))
                    .hasMessageContaining("no answer in 1000 ms")
                    .hasMessageNotContaining("2000 ms");
            assertThat(dead.overUdp).hasSize(3);
        }
    }

    @Test
    void optionsOfResolvConf_areReadWithTheirBounds() {
        assertThat(ResolverOptions.parse(
                        "nameserver 192.0.2.1\noptions ndots:2 timeout:99 attempts:0 use-vc\noptions rotate"))
                .isEqualTo(new ResolverOptions(
                        java.util.Optional.of(Duration.ofSeconds(30)), java.util.OptionalInt.of(1), true));
        assertThat(ResolverOptions.parse("#options rotate\noptions timeout:x attempts:-1"))
                .isEqualTo(ResolverOptions.NONE);
    }

    @Test
    void deadServer_isTriedAgainByOneQueryLater() {
        ServerHealth health = new ServerHealth();
        Upstream a = new Upstream.Server(new java.net.InetSocketAddress("192.0.2.1", 53));
        Upstream b = new Upstream.Server(new java.net.InetSocketAddress("192.0.2.2", 53));
        health.failed(a, 0);
        assertThat(health.order(List.of(a, b), 1)).containsExactly(b, a);
        long later = ServerHealth.DEAD_NANOS;
        assertThat(health.order(List.of(a, b), later)).containsExactly(a, b);
        assertThat(health.order(List.of(a, b), later)).containsExactly(b, a);
        health.answered(a);
        assertThat(health.order(List.of(a, b), later)).containsExactly(a, b);
        health.failed(a, later);
        health.failed(b, later);
        assertThat(health.order(List.of(a, b), later)).containsExactly(a, b);
    }

    @Test
    void question_desiresRecursionAndAnnouncesItsRoom() {
        NameServer server = server(ZONE);
        ask(query(server).udpPayload(4000));
        ask(query(server).udpPayload(0));
        assertThat(server.overUdp.get(0).getHeader().getFlag(Flags.RD)).isTrue();
        assertThat(server.overUdp.get(0).getOPT().getPayloadSize()).isEqualTo(4000);
        assertThat(server.overUdp.get(1).getOPT()).isNull();
    }

    @Test
    void unknownName_isAnAnswerToo() {
        DnsAnswer answer = ask(query(server(question -> {
            Message message = NameServer.answer(question);
            message.getHeader().setRcode(Rcode.NXDOMAIN);
            message.addRecord(NameServer.record("test 900 SOA ns.test admin.test 1 2 3 4 300"), Section.AUTHORITY);
            return List.of(message.toWire());
        })));
        assertThat(answer.status()).isEqualTo(DnsStatus.NO_SUCH_NAME);
        assertThat(answer.negativeTtl()).contains(Duration.ofSeconds(300));
    }

    @Test
    void truncatedAnswer_isAskedForOverTcp() {
        NameServer server = server(question -> {
                    Message message = NameServer.answer(question);
                    message.getHeader().setFlag(Flags.TC);
                    return List.of(message.toWire());
                })
                .overTcp(ZONE);
        DnsAnswer answer = ask(query(server));
        assertThat(addresses(answer)).containsExactly(address(1));
        assertThat(answer.channel()).isEqualTo(DnsChannel.TCP);
        assertThat(answer.attempts()).isEqualTo(2);
    }

    @Test
    void tcp_isUsedFromTheStartIfAskedFor() {
        NameServer server = server(ZONE);
        assertThat(ask(query(server).tcp(true)).channel()).isEqualTo(DnsChannel.TCP);
        assertThat(server.overUdp).isEmpty();
    }

    @Test
    void answerTruncatedOverTcp_isOfNoUse() {
        NameServer server = server(question -> {
            Message message = NameServer.answer(question);
            message.getHeader().setFlag(Flags.TC);
            return List.of(message.toWire());
        });
        assertThat(failure(query(server).attempts(1))).contains("cut off even over TCP");
    }

    @Test
    void textOf64Kilobytes_comesOverTcp() {
        Message[] big = new Message[1];
        NameServer server = server(question -> {
                    Message message = NameServer.answer(question);
                    message.getHeader().setFlag(Flags.TC);
                    return List.of(message.toWire());
                })
                .overTcp(question -> {
                    Message message = NameServer.answer(question);
                    for (int i = 0; i < 230; i++) {
                        String text =
                                "\"" + String.valueOf((char) ('a' + i % 26)).repeat(250) + i + "\"";
                        message.addRecord(NameServer.record("host.test 60 TXT " + text), Section.ANSWER);
                    }
                    big[0] = message;
                    return List.of(message.toWire());
                });
        DnsAnswer answer = client.start(DnsQuery.of(RecordType.TXT, "host.test")
                        .server(server.address())
                        .build())
                .join();
        assertThat(big[0].toWire().length).isGreaterThan(60_000);
        assertThat(answer.answers(DnsRecord.Text.class)).hasSize(230);
    }

    @Test
    void silentServer_leavesItToTheNext() {
        DnsAnswer answer = ask(query(server(NameServer.SILENCE), server(ZONE)));
        assertThat(addresses(answer)).containsExactly(address(1));
        assertThat(answer.attempts()).isEqualTo(2);
    }

    @Test
    void deadServer_leavesItToTheNextAtOnce() {
        // A port that was open a moment ago may be another program's by now; this one is for root to open.
        InetSocketAddress dead = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        DnsAnswer answer = client.start(DnsQuery.of(RecordType.A, "host.test")
                        .servers(List.of(dead, server(ZONE).address()))
                        .timeout(Duration.ofHours(1))
                        .deadline(Duration.ofHours(2))
                        .build())
                .join();
        assertThat(addresses(answer)).containsExactly(address(1));
    }

    @Test
    void lostQuestion_isAskedAgain() {
        NameServer server = server(NameServer.SILENCE);
        server.nowSays(question -> server.overUdp.size() < 3 ? List.of() : ZONE.apply(question));
        assertThat(ask(query(server).attempts(3)).attempts()).isEqualTo(3);
        assertThat(failure(query(server(NameServer.SILENCE)).attempts(2))).contains("no answer in 200 ms");
    }

    @Test
    void failingServer_leavesItToTheNextAndElseSpeaksForItself() {
        NameServer failing = server(NameServer.code(Rcode.SERVFAIL));
        assertThat(addresses(ask(query(failing, server(ZONE))))).containsExactly(address(1));
        assertThat(ask(query(failing)).status()).isEqualTo(DnsStatus.SERVER_FAILURE);
        assertThat(ask(query(server(NameServer.code(Rcode.REFUSED)))).status()).isEqualTo(DnsStatus.REFUSED);
    }

    @Test
    void serverWithoutEdns_isAskedWithout() {
        NameServer old =
                server(question -> (question.getOPT() != null ? NameServer.code(Rcode.FORMERR) : ZONE).apply(question));
        assertThat(addresses(ask(query(old)))).containsExactly(address(1));
    }

    @Test
    void forgedAnswers_areNotTakenAndDoNotEndTheQuery() {
        NameServer server = server(question -> {
            Message wrongId = NameServer.answer(question);
            wrongId.getHeader().setID(question.getHeader().getID() ^ 1);
            wrongId.addRecord(NameServer.record("host.test 60 A 192.0.2.66"), Section.ANSWER);
            Message wrongName = new Message(question.getHeader().getID());
            wrongName.getHeader().setFlag(Flags.QR);
            wrongName.addRecord(
                    Record.newRecord(
                            NameServer.record("other.test 60 A 192.0.2.66").getName(), 1, 1),
                    Section.QUESTION);
            Message noAnswer = new Message(question.getHeader().getID());
            return List.of(
                    wrongId.toWire(),
                    wrongName.toWire(),
                    noAnswer.toWire(),
                    new byte[0],
                    new byte[] {1, 2, 3},
                    ZONE.apply(question).get(0));
        });
        DnsAnswer answer = ask(query(server).timeout(Duration.ofSeconds(30)).attempts(1));
        assertThat(addresses(answer)).containsExactly(address(1));
        assertThat(answer.attempts()).isEqualTo(1);
    }

    @Test
    void answerFromAnotherAddress_isNotTaken() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"));
                DatagramSocket asked = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<DnsAnswer> answer = client.start(DnsQuery.of(RecordType.A, "host.test")
                    .server((InetSocketAddress) asked.getLocalSocketAddress())
                    .timeout(Duration.ofSeconds(30))
                    .deadline(Duration.ofSeconds(60))
                    .build());
            DatagramPacket packet = new DatagramPacket(new byte[512], 512);
            asked.receive(packet);
            Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
            byte[] lie =
                    NameServer.zone("host.test 60 A 192.0.2.66").apply(question).get(0);
            stranger.send(new DatagramPacket(lie, lie.length, packet.getSocketAddress()));
            byte[] truth = ZONE.apply(question).get(0);
            asked.send(new DatagramPacket(truth, truth.length, packet.getSocketAddress()));
            assertThat(addresses(answer.get(60, TimeUnit.SECONDS))).containsExactly(address(1));
        }
    }

    @Test
    void malformedAnswer_leavesItToTheNextServer() {
        NameServer.Behaviour cutOff = question -> {
            byte[] whole = ZONE.apply(question).get(0);
            return List.of(Arrays.copyOf(whole, whole.length - 3));
        };
        assertThat(addresses(ask(query(server(cutOff), server(ZONE))))).containsExactly(address(1));
        assertThat(failure(query(server(cutOff)).attempts(1))).contains("malformed");
    }

    @Test
    void nameThatPointsToItself_isRefused() {
        assertThat(failure(query(server(question -> {
                            byte[] bytes = NameServer.answer(question).toWire();
                            byte[] loop = Arrays.copyOf(bytes, bytes.length + 12);
                            loop[7] = 1; // one answer, whose name is a pointer to itself
                            loop[bytes.length] = (byte) 0xc0;
                            loop[bytes.length + 1] = (byte) bytes.length;
                            return List.of(loop);
                        }))
                        .attempts(1)))
                .contains("malformed");
    }

    @Test
    void recordsOfOtherNames_areLeftOut() {
        DnsAnswer answer = ask(query(server(question -> {
            Message message = NameServer.answer(question);
            for (String record : List.of(
                    "bank.test 60 A 192.0.2.66",
                    "next.test 60 A 192.0.2.2",
                    "host.test 60 CNAME alias.test",
                    "alias.test 60 CNAME next.test")) {
                message.addRecord(NameServer.record(record), Section.ANSWER);
            }
            return List.of(message.toWire());
        })));
        assertThat(addresses(answer)).containsExactly(address(2));
        assertThat(answer.answers(DnsRecord.Alias.class)).hasSize(2);
    }

    @Test
    void connectionThatEndsEarly_isAFailure() {
        NameServer server = server(NameServer.SILENCE).overTcp(question -> {
            throw new UncheckedIOException(new IOException("hang up"));
        });
        assertThat(failure(query(server).tcp(true).attempts(1))).contains("TCP:");
    }

    @Test
    void deadline_isHardWhateverTheAttempts() {
        assertThat(failure(query(server(NameServer.SILENCE))
                        .timeout(Duration.ofHours(1))
                        .attempts(10)
                        .deadline(Duration.ofMillis(50))))
                .contains("the deadline passed");
    }

    @Test
    void cancelledQuery_endsAndItsAnswerIsNotAwaited() {
        NameServer server = server(NameServer.SILENCE);
        CompletableFuture<DnsAnswer> answer = client.start(query(server)
                .timeout(Duration.ofHours(1))
                .deadline(Duration.ofHours(1))
                .build());
        assertThat(answer.cancel(false)).isTrue();
        server.nowSays(ZONE);
        assertThat(addresses(ask(query(server)))).containsExactly(address(1));
    }

    @Test
    void networkChange_asksAgainAndTheNewServers() {
        NameServer before = server(NameServer.SILENCE);
        NameServer own = server(NameServer.SILENCE);
        AtomicReference<List<InetSocketAddress>> system = new AtomicReference<>(List.of(before.address()));
        try (DnsClient followed = new DnsClient(http, new SystemServers(system::get))) {
            List<CompletableFuture<DnsAnswer>> answers = Stream.of(query(), query(own))
                    .map(query -> query.timeout(Duration.ofHours(1)).deadline(Duration.ofHours(1)))
                    .map(query -> followed.start(query.build()))
                    .toList();
            while (before.overUdp.isEmpty() || own.overUdp.isEmpty()) {
                Thread.onSpinWait();
            }
            system.set(List.of(server(ZONE).address()));
            own.nowSays(ZONE);
            followed.networkChanged();
            for (CompletableFuture<DnsAnswer> answer : answers) {
                assertThat(addresses(answer.join())).containsExactly(address(1));
                assertThat(answer.join().attempts()).isEqualTo(2);
            }
            assertThat(before.overUdp).hasSize(1);
        }
    }

    @Test
    void manyQueries_waitForTheirTurn() {
        NameServer server = server(ZONE);
        List<CompletableFuture<DnsAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            answers.add(client.start(query(server)
                    .timeout(Duration.ofSeconds(5))
                    .attempts(5)
                    .deadline(Duration.ofMinutes(2))
                    .build()));
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(addresses(answer.join())).containsExactly(address(1)));
    }

    @Test
    void close_failsWhatIsInFlightAndLeavesNoThread() {
        CompletableFuture<DnsAnswer> answer = client.start(query(server(NameServer.SILENCE))
                .timeout(Duration.ofHours(1))
                .deadline(Duration.ofHours(1))
                .build());
        client.close();
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TracerClosedException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("pathtracer-dns")
                .noneMatch(name -> name.contains("dnsjava"));
        assertThatThrownBy(() -> client.start(query(servers.get(0)).build())).isInstanceOf(TracerClosedException.class);
    }

    @Test
    void nameThatIsNone_isRefusedBeforeAnythingIsSent() {
        for (String name : List.of("a..b", ".a", "x".repeat(64) + ".test", "a.".repeat(130))) {
            assertThatThrownBy(
                            () -> client.start(DnsQuery.of(RecordType.A, name).build()))
                    .as(name)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("is not a domain name");
        }
    }

    @Test
    void nameInOtherLetters_isEncoded() {
        NameServer server = server(NameServer.zone("xn--bcher-kva.test 60 A 192.0.2.7"));
        DnsAnswer answer = client.start(DnsQuery.of(RecordType.A, "bücher.test")
                        .server(server.address())
                        .build())
                .join();
        assertThat(addresses(answer)).containsExactly(address(7));
    }
}

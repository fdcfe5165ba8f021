// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.publicaddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pathtracer.AddressFamily;
import org.pathtracer.PathTracer;
import org.pathtracer.core.http.LoopbackHttps;
import org.pathtracer.core.service.Loopback;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressFailure.Kind;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;

/** Searches through a whole tracer, of servers on loopback. */
class PublicAddressClientTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final PathTracer tracer = PathTracer.create();

    @AfterEach
    void close() throws Exception {
        tracer.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** A server whose answer a test may change. */
    private PublicAddressSource.Stun stun(Function<byte[], byte[]> change) {
        DatagramSocket server = Loopback.datagrams(request -> {
            asked.incrementAndGet();
            return List.of(change.apply(answer(request, 0x0101, "c6336407")));
        });
        open.add(server);
        return new PublicAddressSource.Stun("127.0.0.1", server.getLocalPort());
    }

    private static byte[] answer(byte[] request, int type, String address) {
        ByteBuffer answer = ByteBuffer.allocate(32);
        answer.putShort((short) type).putShort((short) 12).put(request, 4, 16);
        answer.putShort((short) 1)
                .putShort((short) 8)
                .put((byte) 0)
                .put((byte) 1)
                .putShort((short) 4711);
        return answer.putInt(Integer.parseUnsignedInt(address, 16)).array();
    }

    /** A port without a listener, and for root to open. */
    private static PublicAddressSource closed() {
        return new PublicAddressSource.Stun("127.0.0.1", 1);
    }

    private PublicAddressResult find(Duration deadline, PublicAddressSource... sources) {
        return tracer.publicAddresses()
                .find(PublicAddressRequest.builder()
                        .family(AddressFamily.IPV4)
                        .sources(List.of(sources))
                        .deadline(deadline)
                        .build());
    }

    @Test
    void stunServer_tellsTheAddress() throws Exception {
        PublicAddressResult result = find(Duration.ofSeconds(60), stun(answer -> answer));
        assertThat(result.address()).contains(InetAddress.getByName("198.51.100.7"));
        assertThat(result.translated()).isTrue();
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void knownAddress_isAskedForOnceUntilTheNetworkChanges() {
        PublicAddressSource server = stun(answer -> answer);
        assertThat(find(Duration.ofSeconds(60), server).known()).isFalse();
        assertThat(find(Duration.ofSeconds(60), server).known()).isTrue();
        assertThat(asked).hasValue(1);
        tracer.networkChanged();
        assertThat(find(Duration.ofSeconds(60), server).known()).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void answerFromBeforeANetworkChange_isToldAndNotKept() {
        AtomicBoolean changed = new AtomicBoolean();
        PublicAddressSource server = stun(answer -> {
            if (!changed.getAndSet(true)) {
                tracer.networkChanged();
            }
            return answer;
        });
        assertThat(find(Duration.ofSeconds(60), server).address()).isPresent();
        assertThat(find(Duration.ofSeconds(60), server).known()).isFalse();
        assertThat(find(Duration.ofSeconds(60), server).known()).isTrue();
    }

    @Test
    void lyingServer_isPassedOver() {
        PublicAddressSource liar = stun(answer -> {
            byte[] other = Arrays.copyOf(answer, answer.length);
            other[19] ^= 1;
            return other;
        });
        PublicAddressResult result = find(Duration.ofMillis(800), liar, stun(answer -> answer));
        assertThat(result.address()).isPresent();
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.source()).isEqualTo(liar);
            assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
            assertThat(failure).asString().startsWith(liar + ": no answer in ");
        });
    }

    @Test
    void stunError_isToldAtOnce() throws Exception {
        DatagramSocket server = Loopback.datagrams(request -> List.of(answer(request, 0x0111, "00000000")));
        open.add(server);
        // With the longest deadline: what is waited out would not end within the test.
        PublicAddressResult result = find(
                Duration.ofMinutes(10),
                new PublicAddressSource.Stun("127.0.0.1", server.getLocalPort()),
                stun(answer -> answer));
        assertThat(result.address()).contains(InetAddress.getByName("198.51.100.7"));
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.NO_ADDRESS);
            assertThat(failure.sentence()).contains("error");
        });
        assertThat(result.duration()).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void addressThatIsNotPublic_isRefused() {
        for (String address : List.of(
                "00000000",
                "0a010203",
                "c0a80001",
                "ac100001",
                "64400001",
                "7f000001",
                "a9fe0001",
                "e0000001",
                "f0000001",
                "ffffffff")) {
            DatagramSocket server = Loopback.datagrams(request -> List.of(answer(request, 0x0101, address)));
            open.add(server);
            PublicAddressResult result =
                    find(Duration.ofMinutes(5), new PublicAddressSource.Stun("127.0.0.1", server.getLocalPort()));
            assertThat(result.address()).as(address).isEmpty();
            assertThat(result.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.NOT_PUBLIC);
                assertThat(failure.sentence()).contains("not a public address");
            });
        }
    }

    @Test
    void webServer_isAskedWhereStunFails() throws Exception {
        try (LoopbackHttps server = new LoopbackHttps("/", exchange -> {
            byte[] body = "203.0.113.9\n".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            PublicAddressResult result =
                    find(Duration.ofSeconds(60), closed(), new PublicAddressSource.Https(server.uri("/")));
            assertThat(result.address()).contains(InetAddress.getByName("203.0.113.9"));
            assertThat(result.failures()).extracting(PublicAddressFailure::kind).containsExactly(Kind.UNREACHABLE);
        }
    }

    @Test
    void sourcesThatTellNothing_areToldApart() throws Exception {
        try (LoopbackHttps broken = new LoopbackHttps("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        })) {
            PublicAddressResult result = find(
                    Duration.ofSeconds(60),
                    new PublicAddressSource.Stun("pathtracer.invalid", 3478),
                    new PublicAddressSource.Https(URI.create("https://pathtracer.invalid/")),
                    new PublicAddressSource.NameServer("pathtracer.invalid", 53, "whoami.test", false),
                    new PublicAddressSource.Https(broken.uri("/")));
            assertThat(result.address()).isEmpty();
            assertThat(result.failures())
                    .extracting(PublicAddressFailure::kind)
                    .containsExactly(Kind.UNKNOWN_NAME, Kind.UNKNOWN_NAME, Kind.UNKNOWN_NAME, Kind.NO_ADDRESS);
            assertThat(result.failures().get(3).sentence()).isEqualTo("it answered with status 503");
        }
    }

    @Test
    void addressOfTheOtherFamily_isAFailure() throws Exception {
        try (LoopbackHttps server = new LoopbackHttps("/", exchange -> {
            byte[] body = "203.0.113.9".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        })) {
            PublicAddressResult result = tracer.publicAddresses()
                    .find(PublicAddressRequest.builder()
                            .family(AddressFamily.IPV6)
                            .sources(List.of(new PublicAddressSource.Https(server.uri("/"))))
                            .deadline(Duration.ofSeconds(60))
                            .build());
            assertThat(result.address()).isEmpty();
            assertThat(result.failures()).extracting(PublicAddressFailure::kind).containsExactly(Kind.OTHER_FAMILY);
        }
    }

    @Test
    void requestThatSaysTheSame_isEqual() {
        PublicAddressRequest.Builder builder = PublicAddressRequest.builder();
        PublicAddressRequest plain = builder.build();
        assertThat(plain)
                .isEqualTo(PublicAddressRequest.builder().build())
                .hasSameHashCodeAs(PublicAddressRequest.builder().build());
        assertThat(plain.sources()).isEqualTo(PublicAddressRequest.DEFAULT_SOURCES);
        assertThat(plain.deadline()).isEqualTo(Duration.ofSeconds(8));
        assertThat(plain.family()).isEmpty();
        assertThat(builder.family(AddressFamily.IPV4).build()).isNotEqualTo(plain);
        assertThat(PublicAddressRequest.builder()
                        .deadline(Duration.ofSeconds(9))
                        .build())
                .isNotEqualTo(plain);
    }

    @Test
    void requestOutOfRange_isRefusedWithASentence() {
        PublicAddressRequest.Builder builder = PublicAddressRequest.builder();
        assertThatThrownBy(() -> builder.sources(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 0 sources, but must be 1 to 16");
        assertThatThrownBy(() -> builder.deadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline is 0 s, but must be more than zero and at most a day");
    }

    @Test
    void noAnswer_isAValueWithReasons() {
        PublicAddressResult result = find(Duration.ofMillis(400), stun(answer -> new byte[5]));
        assertThat(result.address()).isEmpty();
        assertThat(result.failures()).extracting(PublicAddressFailure::kind).containsExactly(Kind.NO_ANSWER);
        assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(350));
    }

    @Test
    void cancelling_endsTheSearch() {
        CompletableFuture<PublicAddressResult> search = tracer.publicAddresses()
                .start(PublicAddressRequest.builder()
                        .family(AddressFamily.IPV4)
                        .sources(List.of(stun(answer -> new byte[0])))
                        .deadline(Duration.ofHours(1))
                        .build());
        search.cancel(false);
        assertThat(search).isCancelled();
    }

    @Test
    void text_isAnAddressOrRefused() {
        assertThat(Sources.literal(" 2001:db8::1\n").getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
        for (String text : List.of("", "localhost", "1.2.3", "999.1.1.1", "<html>", "1.2.3.4 5.6.7.8")) {
            assertThatThrownBy(() -> Sources.literal(text)).hasMessageContaining("no address");
        }
    }

    @Test
    void impossibleSources_areRefused() {
        assertThatThrownBy(() -> new PublicAddressSource.Stun("host", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PublicAddressSource.Https(URI.create("http://host/")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> find(Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }
}

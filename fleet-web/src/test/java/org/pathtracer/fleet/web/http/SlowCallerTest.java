// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pathtracer.fleet.web.access.AccessRules;
import org.pathtracer.fleet.web.access.Role;

class SlowCallerTest {
    private static final int EVENTS = 200;
    private static final int EVENT_BYTES = 1 << 20;
    private static final byte[] EVENT = event();

    private static byte[] event() {
        byte[] event = new byte[EVENT_BYTES];
        Arrays.fill(event, (byte) 'x');
        System.arraycopy("data: ".getBytes(), 0, event, 0, 6);
        event[EVENT_BYTES - 2] = '\n';
        event[EVENT_BYTES - 1] = '\n';
        return event;
    }

    /** Tells how many events were taken. */
    private static final class Counted implements EventSource {
        private final AtomicLong taken = new AtomicLong();
        private final CountDownLatch first = new CountDownLatch(1);

        @Override
        public Optional<byte[]> event(long number) {
            if (number >= EVENTS) {
                return Optional.empty();
            }
            taken.accumulateAndGet(number + 1, Math::max);
            first.countDown();
            return Optional.of(EVENT);
        }

        @Override
        public boolean endsBefore(long number) {
            return number >= EVENTS;
        }
    }

    /**
     * 200 MB for each of 20 callers that don't read would not fit into this JVM. They cost what the kernel holds for
     * their connections, and do not hold up the one that reads.
     */
    @Test
    void callersThatDoNotRead_costNoEvents_andHoldNoOtherUp() throws Exception {
        ConcurrentHashMap<String, Counted> sources = new ConcurrentHashMap<>();
        Set<EventStream> streams = ConcurrentHashMap.newKeySet();
        Route route = Route.get(
                "/events/{who}",
                exchange -> streams.add(
                        exchange.events(sources.computeIfAbsent(exchange.path("who"), name -> new Counted()), 0)));
        AccessRules all = new AccessRules(Optional.empty(), Optional.empty(), Set.of(), Set.of(), Role.READER, false);
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, List.of(route), all, Optional.empty())) {
            Socket[] slow = new Socket[20];
            try {
                for (int i = 0; i < slow.length; i++) {
                    slow[i] = new Socket("127.0.0.1", server.port());
                    slow[i].getOutputStream()
                            .write("GET /events/slow-%d HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .formatted(i)
                                    .getBytes());
                    Counted source = sources.computeIfAbsent("slow-" + i, name -> new Counted());
                    assertThat(source.first.await(30, TimeUnit.SECONDS)).isTrue();
                }
                URI quick = URI.create("http://127.0.0.1:%d/events/quick".formatted(server.port()));
                long read = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(quick).build(), BodyHandlers.ofInputStream())
                        .body()
                        .transferTo(java.io.OutputStream.nullOutputStream());
                assertThat(read).isGreaterThanOrEqualTo((long) EVENTS * EVENT_BYTES);
                for (int i = 0; i < slow.length; i++) {
                    assertThat(sources.get("slow-" + i).taken.get())
                            .as("events that the kernel's buffers of a connection hold")
                            .isLessThan(EVENTS / 4);
                }
                streams.forEach(EventStream::signOfLife);
                assertThat(streams).hasSize(slow.length + 1);
            } finally {
                for (Socket one : slow) {
                    one.close();
                }
            }
        }
    }
}

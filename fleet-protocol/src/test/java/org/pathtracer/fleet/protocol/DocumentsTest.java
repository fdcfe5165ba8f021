// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PathTracer;
import org.pathtracer.TraceResult;
import org.pathtracer.testkit.SimulatedNetwork;
import org.pathtracer.testkit.Topology;

class DocumentsTest {
    @Test
    void result_arrivesInParts() {
        try (PathTracer tracer = PathTracer.builder()
                .transport(SimulatedNetwork.of(Topology.chain(9, Duration.ofMillis(5)), 1))
                .build()) {
            TraceResult sent = tracer.trace("10.0.0.9");
            List<ByteString> parts = Documents.parts(sent);
            TraceResult arrived = (TraceResult) Documents.result(ByteString.copyFrom(parts));
            assertThat(arrived.hops()).hasToString(sent.hops().toString());
            assertThat(parts).allMatch(part -> part.size() <= Bounds.PIECE);
        }
    }

    @Test
    void bomb_isNotUnpacked() throws IOException {
        ByteString.Output packed = ByteString.newOutput();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 128; i++) {
                out.write(zeros);
            }
        }
        assertThat(packed.size()).isLessThan(Bounds.PACKED_DOCUMENT);
        assertThatThrownBy(() -> Documents.result(packed.toByteString()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void garbage_isAFailureWithASentence() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> Documents.result(ByteString.copyFrom(bytes)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("damaged");
        }
    }
}

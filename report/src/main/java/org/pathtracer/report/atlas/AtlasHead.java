// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.atlas;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.Run;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.json.JsonDocument;

/** What the results of all kinds begin and end with: Measurement Result Format of RIPE Atlas, version 5000. */
final class AtlasHead {
    /** The first version of the format that is written here. */
    private static final int FORMAT = 5000;

    private final JsonDocument json;
    private final Optional<Request<?, ?>> request;
    private final Optional<String> source;

    AtlasHead(JsonDocument json, Run run, Optional<Request<?, ?>> request) {
        this.json = json;
        this.request = request;
        source = run.source().map(AddressText::of);
    }

    void begin(String name, Optional<InetAddress> address, Protocol protocol) throws IOException {
        json.number("fw", FORMAT);
        json.number("lts", -1);
        json.string("dst_name", name);
        if (address.isPresent()) {
            InetAddress known = address.get();
            json.number("af", known instanceof Inet4Address ? 4 : 6);
            json.string("dst_addr", AddressText.of(known));
            if (request.isPresent()) {
                json.number("size", request.get().probe().sizeFor(AddressFamily.of(known)));
            }
        }
        json.string("src_addr", source);
        json.string("proto", protocol.name());
    }

    /** A measurement and a probe of RIPE Atlas have numbers; where there are none, they are 0. */
    void end(String type, String name, Instant started) throws IOException {
        json.number("msm_id", 0);
        json.number("prb_id", 0);
        json.number("timestamp", started.getEpochSecond());
        json.string("msm_name", name);
        json.string("from", source.orElse(""));
        json.string("type", type);
    }
}

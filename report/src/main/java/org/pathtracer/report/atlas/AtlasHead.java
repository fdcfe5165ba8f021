// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.atlas;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.Protocol;
import org.pathtracer.Run;
import org.pathtracer.report.format.AddressText;
import org.pathtracer.report.format.OptionValues;
import org.pathtracer.report.json.JsonDocument;

/** What the results of all kinds begin and end with: Measurement Result Format of RIPE Atlas, version 5000. */
final class AtlasHead {
    /** The first version of the format that is written here. */
    private static final int FORMAT = 5000;
    /** The version of the measurements' own fields that came with it. */
    private static final String MEASUREMENT = "2.2.0";

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    /** Of ICMP's and UDP's. */
    private static final int SHORT_HEADER = 8;

    private final JsonDocument json;
    private final Run run;
    private final Optional<String> source;

    AtlasHead(JsonDocument json, Run run) {
        this.json = json;
        this.run = run;
        source = run.source().map(AddressText::of);
    }

    void begin(String name, Optional<InetAddress> address) throws IOException {
        json.number("fw", FORMAT);
        json.string("mver", MEASUREMENT);
        // Whether this host's clock is in step is not known.
        json.number("lts", -1);
        json.string("dst_name", name);
        if (address.isPresent()) {
            InetAddress known = address.get();
            json.number("af", known instanceof Inet4Address ? 4 : 6);
            json.string("dst_addr", AddressText.of(known));
            json.number("size", contentSize(known));
        }
        json.string("src_addr", source);
        json.string("proto", run.protocol().name());
    }

    /** RIPE Atlas counts what is behind the headers. */
    private OptionalInt contentSize(InetAddress address) {
        OptionalInt size = OptionValues.of(run).packetSize(address);
        int headers = (address instanceof Inet4Address ? IPV4_HEADER : IPV6_HEADER)
                + (run.protocol() == Protocol.TCP ? TCP_HEADER : SHORT_HEADER);
        return size.isPresent() ? OptionalInt.of(Math.max(0, size.getAsInt() - headers)) : size;
    }

    /** A measurement and a probe of RIPE Atlas have numbers; where there are none, they are 0. */
    void end(String type, String name) throws IOException {
        json.number("msm_id", 0);
        json.number("prb_id", 0);
        json.number("timestamp", run.started().getEpochSecond());
        json.string("msm_name", name);
        json.string("from", source.orElse(""));
        json.string("type", type);
    }
}

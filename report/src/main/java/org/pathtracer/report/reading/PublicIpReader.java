// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.reading;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.pathtracer.result.PublicAddressResultRecord;

/** Reads a public address; docs/schema/public-ip-1.json describes it. */
final class PublicIpReader {
    private static final String STUN = "stun:";
    private static final String DNS = "dns:";
    private static final String TEXT = "/TXT";

    private PublicIpReader() {}

    static PublicAddressResult of(JsonObject json) {
        Optional<InetAddress> address = json.optionalAddress("address");
        return new PublicAddressResultRecord(
                address,
                json.optionalText("source").map(text -> source(json)),
                json.truth("translated"),
                InfoReader.of(json),
                json.objects("failures", PublicIpReader::failure),
                json.truth("known"),
                json.millis("durationMs"));
    }

    private static PublicAddressFailure failure(JsonObject json) {
        return new PublicAddressFailure(
                source(json), json.name("kind", PublicAddressFailure.Kind.class), json.text("sentence"));
    }

    private static PublicAddressSource source(JsonObject json) {
        return JsonObject.made(json.place("source"), place -> source(json, json.text("source")));
    }

    /** {@code stun:HOST:PORT}, {@code dns:HOST:PORT/NAME}, the same with {@code /TXT} behind it, or a URL. */
    private static PublicAddressSource source(JsonObject json, String text) {
        if (text.startsWith(STUN)) {
            String server = text.substring(STUN.length());
            return new PublicAddressSource.Stun(host(json, server), port(json, server));
        } else if (!text.startsWith(DNS)) {
            return new PublicAddressSource.Https(URI.create(text));
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw json.damaged("source", "it has no name to ask for");
        }
        String server = text.substring(DNS.length(), slash);
        boolean txt = text.endsWith(TEXT);
        String name = text.substring(slash + 1, text.length() - (txt ? TEXT.length() : 0));
        return new PublicAddressSource.NameServer(host(json, server), port(json, server), name, txt);
    }

    private static String host(JsonObject json, String server) {
        return server.substring(0, colon(json, server));
    }

    private static int port(JsonObject json, String server) {
        String port = server.substring(colon(json, server) + 1);
        if (!port.matches("[0-9]{1,5}")) {
            throw json.damaged("source", "it has no port");
        }
        return Integer.parseInt(port);
    }

    private static int colon(JsonObject json, String server) {
        int colon = server.lastIndexOf(':');
        if (colon < 0) {
            throw json.damaged("source", "it has no port");
        }
        return colon;
    }
}

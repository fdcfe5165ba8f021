// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.MultipathRequest;
import org.pathtracer.PathMtuRequest;
import org.pathtracer.PingRequest;
import org.pathtracer.Protocol;
import org.pathtracer.Request;
import org.pathtracer.RequestBuilder;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.FleetRequest;

/** A measurement as a caller asks for it: a flat JSON document. */
public final class Ask {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxStringLength(10_000)
                    .build())
            .build();
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "operation", "targets", "from", "count", "deadline_seconds", "protocol", "port", "probes", "max_hops"));
    private static final double LONGEST_SECONDS = 3600;

    private final Map<String, Object> fields;
    private final List<String> targets;

    private Ask(Map<String, Object> fields) {
        this.fields = fields;
        targets = strings();
    }

    /**
     * Reads a document.
     *
     * @throws InvalidRequestException if it is something else
     */
    public static Ask parse(String document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(document)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "the request is no JSON object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                require(KNOWN.contains(name), "\"%s\" is none of %s".formatted(shortened(name), KNOWN));
                parser.nextToken();
                fields.put(name, value(parser, name));
            }
        } catch (IOException e) {
            throw new InvalidRequestException("the request is no JSON: " + shortened(String.valueOf(e.getMessage())));
        }
        return new Ask(fields);
    }

    private static Object value(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        require(token == JsonToken.START_ARRAY, name + " is neither a text, a number nor a list of texts");
        List<String> all = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            all.add(parser.getText());
        }
        require(parser.currentToken() == JsonToken.END_ARRAY, name + " has something else than texts");
        return all;
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 100 ? line.substring(0, 100) + "..." : line;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidRequestException(sentence);
        }
    }

    private List<String> strings() {
        Object value = fields.getOrDefault("targets", List.of());
        require(value instanceof List<?> list && !list.isEmpty(), "\"targets\" is a list of names or addresses");
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }

    private String text(String name, String usual) {
        Object value = fields.getOrDefault(name, usual);
        require(value instanceof String, name + " is a text");
        return (String) value;
    }

    private double number(String name, double usual, double least, double most) {
        Object value = fields.getOrDefault(name, usual);
        require(
                value instanceof Double number && number >= least && number <= most,
                "%s is a number from %.0f to %.0f".formatted(name, least, most));
        return (Double) value;
    }

    private int whole(String name, int usual, int most) {
        double value = number(name, usual, 0, most);
        require(value == Math.rint(value), name + " is a whole number");
        return (int) value;
    }

    /** Returns the name of the operation, as the command has it. */
    public String operation() {
        return text("operation", "trace");
    }

    /** Returns the targets. */
    public List<String> targets() {
        return targets;
    }

    /** Returns which vantage points are asked. */
    public String from() {
        return text("from", "");
    }

    /**
     * Returns the request.
     *
     * @throws InvalidRequestException if there is no such operation, or its options don't fit
     */
    public FleetRequest<?> request() {
        return FleetRequest.of(operationRequest())
                .from(from())
                .count(whole("count", 0, 1_000_000))
                .deadline(Duration.ofMillis((long) (1000 * number("deadline_seconds", 60, 0.001, LONGEST_SECONDS))))
                .build();
    }

    private Request<?, ?> operationRequest() {
        require(
                targets.size() == 1 || operation().equals("ping"),
                "%s takes one target, and here are %d".formatted(operation(), targets.size()));
        String target = targets.get(0);
        return switch (operation()) {
            case "trace" ->
                common(TraceRequest.to(target))
                        .queries(whole("probes", 3, 100))
                        .maxHops(whole("max_hops", 30, 255))
                        .build();
            case "ping" ->
                common(PingRequest.toAll(targets))
                        .count(whole("probes", 5, 100_000))
                        .build();
            case "mtu" -> common(PathMtuRequest.to(target)).build();
            case "multipath" -> common(MultipathRequest.to(target)).build();
            case "diagnose" -> DiagnoseRequest.to(target).build();
            default ->
                throw new InvalidRequestException(
                        "\"%s\" is none of trace, ping, mtu, multipath and diagnose".formatted(shortened(operation())));
        };
    }

    private <B extends RequestBuilder<B>> B common(B builder) {
        if (fields.containsKey("protocol")) {
            builder.protocol(protocol(text("protocol", "")));
        }
        if (fields.containsKey("port")) {
            builder.port(whole("port", 0, 65_535));
        }
        return builder;
    }

    private static Protocol protocol(String name) {
        for (Protocol one : Protocol.values()) {
            if (one.name().equalsIgnoreCase(name)) {
                return one;
            }
        }
        throw new InvalidRequestException("\"%s\" is none of icmp, udp and tcp".formatted(shortened(name)));
    }
}

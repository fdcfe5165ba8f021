// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pathtracer.check.Argument;

/**
 * A request for a diagnosis: what is wrong on the way to a target, and where.
 *
 * <pre>{@code
 * DiagnoseRequest.to("https://shop.example/").deadline(Duration.ofSeconds(5)).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class DiagnoseRequest implements Request<DiagnoseEvent, Diagnosis> {
    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);

    private final DiagnoseTarget what;
    private final ProbeOptions probe;
    private final Duration deadline;
    private final boolean publicAddress;

    private DiagnoseRequest(Builder builder) {
        what = builder.what;
        deadline = builder.deadline;
        publicAddress = builder.publicAddress;
        probe = options(builder);
    }

    private static ProbeOptions options(Builder builder) {
        PingRequest.Builder probes = PingRequest.to(builder.what.target())
                .protocol(builder.protocol)
                .family(builder.family)
                .transport(builder.transport);
        builder.networkInterface.ifPresent(probes::networkInterface);
        builder.port.ifPresent(probes::port);
        return probes.build().probe();
    }

    /**
     * Starts a request.
     *
     * @param target a host name or address; one with a TCP port, such as {@code example.com:22} or
     *     {@code [2001:db8::7]:443}; or a URL that begins with {@code http://} or {@code https://}
     * @throws InvalidRequestException if it is something else, or a URL with user information
     */
    public static Builder to(String target) {
        return new Builder(DiagnoseTarget.parse(target));
    }

    /**
     * Starts a request.
     *
     * @param url {@code http} or {@code https}, without user information
     * @throws InvalidRequestException if it is something else
     */
    public static Builder to(URI url) {
        Objects.requireNonNull(url, "url");
        return to(url.toString());
    }

    /** Returns the host. */
    @Override
    public Target target() {
        return what.target();
    }

    /** Returns the target as it was given: host, host and port, or URL. */
    public String text() {
        return what.text();
    }

    /** Returns the URL; empty if the target is a host. */
    public Optional<URI> url() {
        return what.url();
    }

    /** Returns the port of the service; empty if only the host is asked about. */
    public OptionalInt port() {
        return probe.port();
    }

    /** Returns whether servers of third parties are asked for this host's public address. */
    public boolean publicAddress() {
        return publicAddress;
    }

    @Override
    public ProbeOptions probe() {
        return probe;
    }

    @Override
    public Optional<Duration> deadline() {
        return Optional.of(deadline);
    }

    @Override
    public String toString() {
        return "DiagnoseRequest[" + text() + "]";
    }

    /** Collects and checks the options. Not thread-safe; may be reused after {@code build()}. */
    public static final class Builder {
        private static final int HIGHEST_PORT = 65_535;
        private static final int LONGEST_NAME = 64;

        private final DiagnoseTarget what;
        private Protocol protocol;
        private OptionalInt port;
        private AddressFamily family = AddressFamily.ANY;
        private Duration deadline = USUAL_DEADLINE;
        private String transport = ProbeOptions.AUTO;
        private Optional<String> networkInterface = Optional.empty();
        private boolean publicAddress;

        private Builder(DiagnoseTarget what) {
            this.what = what;
            port = what.port();
            protocol = port.isPresent() ? Protocol.TCP : Protocol.ICMP;
        }

        /**
         * Sets which addresses of the target are looked at. Default: {@link AddressFamily#ANY}, which is both.
         *
         * @throws InvalidRequestException if the target is an address of the other family
         */
        public Builder family(AddressFamily value) {
            Objects.requireNonNull(value, "family");
            if (what.target() instanceof Target.Address literal) {
                AddressFamily own = AddressFamily.of(literal.address());
                Check.require(
                        value == AddressFamily.ANY || value == own,
                        "the target %s is an %s address: leave the family %s out".formatted(what.text(), own, value));
            }
            family = value;
            return this;
        }

        /**
         * Sets that the application uses this TCP port of the target. Default: the port of the target's text, or none.
         *
         * @param number 1 to 65535
         * @throws InvalidRequestException if it is out of range, or the target names another port
         */
        public Builder tcp(int number) {
            return port(Protocol.TCP, number);
        }

        /**
         * Sets that the application uses this UDP port of the target. Default: none.
         *
         * @param number 1 to 65535
         * @throws InvalidRequestException if it is out of range, or the target names a TCP port
         */
        public Builder udp(int number) {
            return port(Protocol.UDP, number);
        }

        private Builder port(Protocol value, int number) {
            int checked = Check.range("port", number, 1, HIGHEST_PORT);
            Check.require(
                    what.port().isEmpty()
                            || value == Protocol.TCP && what.port().getAsInt() == checked,
                    "the target %s names the TCP port %d already: leave the other port out"
                            .formatted(what.text(), what.port().orElse(0)));
            protocol = value;
            port = OptionalInt.of(checked);
            return this;
        }

        /**
         * Limits the whole diagnosis. At the deadline it ends with what is known by then, and says what it did not get
         * to. Default: 10 s.
         *
         * @param span more than zero, at most a day
         */
        public Builder deadline(Duration span) {
            deadline = InvalidRequestException.checked(() -> Argument.span("deadline", span));
            return this;
        }

        /**
         * Sets whether servers of third parties are asked for this host's public address, which they learn by that: the
         * sources that {@code PublicAddressRequest} has by default. Default: no; nothing else asks a third party,
         * unless the tracer's {@linkplain PathTracer.Builder#enrichment enrichment} does.
         */
        public Builder publicAddress(boolean value) {
            publicAddress = value;
            return this;
        }

        /** Sets the name of the transport, see {@link PathTracer#transports()}. Default: {@code auto}. */
        public Builder transport(String name) {
            transport = Check.name("transport", name, LONGEST_NAME);
            return this;
        }

        /** Sets the interface that probes leave from. Default: by the routing table. */
        public Builder networkInterface(String name) {
            networkInterface = Optional.of(Check.name("network interface", name, LONGEST_NAME));
            return this;
        }

        /** Returns the request. */
        public DiagnoseRequest build() {
            return new DiagnoseRequest(this);
        }
    }
}

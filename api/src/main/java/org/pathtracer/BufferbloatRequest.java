// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.pathtracer.address.HostText;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LoadDirection;

/**
 * A request to load the path to a server and to measure its latency. The defaults are those of
 * draft-ietf-ippm-responsiveness-09, except the interval.
 *
 * <pre>{@code
 * BufferbloatRequest.against(URI.create("https://example.com/.well-known/nq")).direction(LoadDirection.DOWN).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BufferbloatRequest implements Request<BufferbloatEvent, BufferbloatResult> {
    private final URI url;
    private final ProbeOptions probe;
    private final Optional<Duration> deadline;
    private final Builder options;

    private BufferbloatRequest(Builder builder) {
        url = builder.url;
        probe = builder.probeOptions();
        deadline = builder.deadline;
        options = new Builder(builder);
    }

    /**
     * Starts a request.
     *
     * @param url of the server's document: {@code https}, with a host. Without a path, that of {@code /.well-known/nq}
     * @throws InvalidRequestException if it is something else
     */
    public static Builder against(URI url) {
        return new Builder(checked(HostText.ascii(url)));
    }

    private static URI checked(URI url) {
        Check.require(
                Objects.requireNonNull(url, "url").getScheme() != null
                        && url.getScheme().toLowerCase(Locale.ROOT).equals("https"),
                "the server's URL must begin with https:// and not be " + url);
        Check.require(url.getHost() != null, "the server's URL names no host: " + url);
        Check.require(url.getRawUserInfo() == null, "the server's URL must not have a user in it");
        Check.require(url.getPort() != 0 && url.getPort() <= 65_535, "the server's port must be from 1 to 65535");
        boolean bare = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
        return bare && url.getRawQuery() == null ? url.resolve("/.well-known/nq") : url;
    }

    /** Returns the URL's host. */
    @Override
    public Target target() {
        return options.target;
    }

    /** Returns the URL of the server's document. */
    public URI url() {
        return url;
    }

    @Override
    public ProbeOptions probe() {
        return probe;
    }

    @Override
    public Optional<Duration> deadline() {
        return deadline;
    }

    /** Returns the direction of the load. */
    public LoadDirection direction() {
        return options.direction;
    }

    /** Returns whether the two directions are loaded one after the other. */
    public boolean sequential() {
        return options.sequential;
    }

    /** Returns the length of the idle phase, which measures latency without load. */
    public Duration idle() {
        return options.idle;
    }

    /** Returns the longest time of each loaded phase. */
    public Duration duration() {
        return options.duration;
    }

    /** Returns whether a loaded phase ends as soon as responsiveness is stable. */
    public boolean stopWhenStable() {
        return options.stopWhenStable;
    }

    /** Returns the length of a step of the load. */
    public Duration interval() {
        return options.interval;
    }

    /** Returns the number of intervals of a moving average, and of moving averages that are compared. */
    public int averages() {
        return options.averages;
    }

    /** Returns the relative standard deviation of the moving averages below which they are stable. */
    public double tolerance() {
        return options.tolerance;
    }

    /** Returns the share of the fastest samples that means include. */
    public double trimmedShare() {
        return options.trimmedShare;
    }

    /**
     * Returns the number of connections per direction at the start of a phase, and of those added after each interval
     * until goodput is stable.
     */
    public int connectionStep() {
        return options.connectionStep;
    }

    /** Returns the largest number of connections per direction. */
    public int maxConnections() {
        return options.maxConnections;
    }

    /** Returns the largest number of measuring HTTP requests a second. */
    public int maxRequestRate() {
        return options.maxRequestRate;
    }

    /** Returns the largest share of the goodput that these requests may take. */
    public double requestShare() {
        return options.requestShare;
    }

    /** Returns the time between two probes to the destination. */
    public Duration probeInterval() {
        return options.probeInterval;
    }

    /** Returns the time between two probes to the same hop. */
    public Duration hopInterval() {
        return options.hopInterval;
    }

    /** Returns whether hops are probed too. */
    public boolean locate() {
        return options.locate;
    }

    /** Returns the longest wait for an answer, which is also the longest standstill of the load. */
    public Duration timeout() {
        return options.timeout;
    }

    /** Returns whether any certificate is accepted. */
    public boolean insecure() {
        return options.insecure;
    }

    /** Returns the profile that grades the growth of latency. */
    public GradingProfile gradingProfile() {
        return options.gradingProfile;
    }

    @Override
    public String toString() {
        return "BufferbloatRequest[" + url + ", " + direction() + "]";
    }

    /** Collects and checks the options. */
    public static final class Builder extends SizedRequestBuilder<Builder> {
        private static final Duration LONGEST_PHASE = Duration.ofMinutes(10);

        private final URI url;
        private LoadDirection direction = LoadDirection.BOTH;
        private boolean sequential;
        private Duration idle = Duration.ofSeconds(3);
        private Duration duration = Duration.ofSeconds(20);
        private boolean stopWhenStable;
        private Duration interval = Duration.ofSeconds(1);
        private int averages = 4;
        private double tolerance = 0.05;
        private double trimmedShare = 0.95;
        private int connectionStep = 1;
        private int maxConnections = 16;
        private int maxRequestRate = 100;
        private double requestShare = 0.05;
        private Duration probeInterval = Duration.ofMillis(50);
        private Duration hopInterval = Duration.ofMillis(250);
        private boolean hopIntervalSaid;
        private boolean locate = true;
        private Duration timeout = Duration.ofSeconds(5);
        private boolean insecure;
        private GradingProfile gradingProfile = GradingProfile.SWIFTFTR;

        private Builder(URI url) {
            super(TargetText.host("host", bare(url.getHost())));
            this.url = url;
        }

        private Builder(Builder other) {
            super(other.target);
            url = other.url;
            direction = other.direction;
            sequential = other.sequential;
            idle = other.idle;
            duration = other.duration;
            stopWhenStable = other.stopWhenStable;
            interval = other.interval;
            averages = other.averages;
            tolerance = other.tolerance;
            trimmedShare = other.trimmedShare;
            connectionStep = other.connectionStep;
            maxConnections = other.maxConnections;
            maxRequestRate = other.maxRequestRate;
            requestShare = other.requestShare;
            probeInterval = other.probeInterval;
            hopInterval = other.hopInterval;
            locate = other.locate;
            timeout = other.timeout;
            insecure = other.insecure;
            gradingProfile = other.gradingProfile;
        }

        /** IPv6 addresses stand in brackets in a URL. */
        private static String bare(String host) {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Sets the direction of the load. Default: {@link LoadDirection#BOTH}. */
        public Builder direction(LoadDirection value) {
            direction = Objects.requireNonNull(value, "direction");
            return this;
        }

        /**
         * Sets whether two directions are loaded one after the other, down first, instead of at once. Default: false.
         */
        public Builder sequential(boolean value) {
            sequential = value;
            return this;
        }

        /** Sets the length of the idle phase, which measures latency without load; at most 10 minutes. Default: 3 s. */
        public Builder idle(Duration span) {
            idle = phase("idle phase", span);
            return this;
        }

        /** Sets the longest time of each loaded phase, at most 10 minutes. Default: 20 s. */
        public Builder duration(Duration span) {
            duration = phase("duration of the load", span);
            return this;
        }

        private static Duration phase(String what, Duration span) {
            Check.require(Check.span(what, span).compareTo(LONGEST_PHASE) <= 0, what + " is longer than 10 minutes");
            return span;
        }

        /**
         * Sets whether a loaded phase ends as soon as responsiveness is stable, instead of taking its whole time.
         * Default: false.
         */
        public Builder stopWhenStable(boolean value) {
            stopWhenStable = value;
            return this;
        }

        /**
         * Sets the length of a step of the load (ID in the draft, which proposes 5 s).
         *
         * @param span 50 ms to a minute. Default: 1 s
         */
        public Builder interval(Duration span) {
            Objects.requireNonNull(span, "span");
            Check.require(
                    span.compareTo(Duration.ofMillis(50)) >= 0 && span.compareTo(Duration.ofMinutes(1)) <= 0,
                    "interval must be from 50 ms to a minute");
            interval = span;
            return this;
        }

        /**
         * Sets the number of intervals of a moving average, and of moving averages that must agree (MAD in the draft).
         *
         * @param count 2 to 100. Default: 4
         */
        public Builder averages(int count) {
            averages = Check.range("averages", count, 2, 100);
            return this;
        }

        /**
         * Sets the relative standard deviation of the moving averages below which they are stable (SDT in the draft).
         *
         * @param share more than 0, at most 1. Default: 0.05
         */
        public Builder tolerance(double share) {
            tolerance = share("tolerance", share);
            return this;
        }

        /**
         * Sets the share of the fastest samples that means include (TMP in the draft).
         *
         * @param share more than 0, at most 1. Default: 0.95
         */
        public Builder trimmedShare(double share) {
            trimmedShare = share("trimmed share", share);
            return this;
        }

        private static double share(String what, double value) {
            Check.require(value > 0 && value <= 1, what + " is " + value + ", but must be more than 0 and at most 1");
            return value;
        }

        /**
         * Sets the number of connections per direction at the start of a phase, and of those added after each interval
         * until goodput is stable (INP and INC in the draft).
         *
         * @param count 1 to 64. Default: 1
         */
        public Builder connectionStep(int count) {
            connectionStep = Check.range("connection step", count, 1, 64);
            return this;
        }

        /**
         * Limits the connections per direction (MNP in the draft).
         *
         * @param count 1 to 64. Default: 16
         */
        public Builder maxConnections(int count) {
            maxConnections = Check.range("max connections", count, 1, 64);
            return this;
        }

        /**
         * Limits the measuring HTTP requests per second (MPS in the draft).
         *
         * @param perSecond 1 to 1000. Default: 100
         */
        public Builder maxRequestRate(int perSecond) {
            maxRequestRate = Check.range("max request rate", perSecond, 1, 1000);
            return this;
        }

        /**
         * Limits the share of the goodput that these requests may take (PTC in the draft).
         *
         * @param share more than 0, at most 1. Default: 0.05
         */
        public Builder requestShare(double share) {
            requestShare = share("request share", share);
            return this;
        }

        /**
         * Sets the time between two probes to the destination.
         *
         * @param span 1 ms to a minute. Default: 50 ms
         */
        public Builder probeInterval(Duration span) {
            Objects.requireNonNull(span, "span");
            probeInterval = pace("probe interval", span);
            return this;
        }

        /**
         * Sets the time between two probes to the same hop. Routers limit their answers.
         *
         * @param span 1 ms to a minute. Default: 250 ms
         */
        public Builder hopInterval(Duration span) {
            Objects.requireNonNull(span, "span");
            hopInterval = pace("hop interval", span);
            hopIntervalSaid = true;
            return this;
        }

        private static Duration pace(String what, Duration span) {
            Check.require(
                    span.compareTo(Duration.ofMillis(1)) >= 0 && span.compareTo(Duration.ofMinutes(1)) <= 0,
                    what + " must be from 1 ms to a minute");
            return span;
        }

        /**
         * Sets whether to probe the hops too, to find the one whose queue grows, instead of the destination only.
         * Default: true.
         */
        public Builder locate(boolean value) {
            locate = value;
            return this;
        }

        /** Sets the longest wait for an answer, which is also the longest standstill of the load. Default: 5 s. */
        public Builder timeout(Duration span) {
            timeout = Check.span("timeout", span);
            return this;
        }

        /**
         * Sets whether any certificate of the server is accepted, which is for labs only. Default: false, only those
         * that the system trusts.
         */
        public Builder insecure(boolean value) {
            insecure = value;
            return this;
        }

        /** Sets the profile that grades the growth of latency. Default: {@link GradingProfile#SWIFTFTR}. */
        public Builder gradingProfile(GradingProfile value) {
            gradingProfile = Objects.requireNonNull(value, "grading profile");
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws InvalidRequestException if options contradict each other
         */
        public BufferbloatRequest build() {
            Check.require(
                    connectionStep <= maxConnections,
                    "connection step %d is beyond max connections %d".formatted(connectionStep, maxConnections));
            Check.require(interval.compareTo(duration) <= 0, "the interval is longer than the duration of the load");
            Check.require(
                    !sequential || direction == LoadDirection.BOTH,
                    "one direction can't be loaded sequentially: leave out either");
            Check.require(
                    locate || !hopIntervalSaid,
                    "hops are not probed without locating the queue: leave out the hop interval, or locate");
            return new BufferbloatRequest(this);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.bufferbloat;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pathtracer.BufferbloatRequest;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.InterfaceOption;
import org.pathtracer.cli.option.ProtocolOptions;
import org.pathtracer.cli.option.SharedOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a bufferbloat test can be told. One that isn't given is left to the library. */
public final class BufferbloatOptions {
    @Parameters(
            paramLabel = "URL",
            description = "The server's document, such as https://example.com/.well-known/nq, which may be left out.")
    private String url = "";

    @Option(
            names = "--direction",
            paramLabel = "up|down|both",
            converter = LoadDirectionConverter.class,
            completionCandidates = LoadDirectionConverter.class,
            description = "Which way to load (default: ${bundle:bufferbloat.direction}).")
    private @Nullable LoadDirection direction;

    @Option(names = "--sequential", description = "Load down, then up, and not both at once.")
    private boolean sequential;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest time of each loaded phase (default: ${bundle:bufferbloat.duration}).")
    private @Nullable Duration duration;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to measure without load before (default: ${bundle:bufferbloat.idle}).")
    private @Nullable Duration idle;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Step of the load, after which connections are added (default: ${bundle:bufferbloat.interval}).")
    private @Nullable Duration interval;

    @Option(names = "--until-stable", description = "End a loaded phase as soon as responsiveness is stable.")
    private boolean untilStable;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Most connections per direction (default: ${bundle:bufferbloat.maxConnections}).")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--connection-step",
            paramLabel = "N",
            description =
                    "Connections per direction at the start, and added after each interval until goodput is stable"
                            + " (default: ${bundle:bufferbloat.connectionStep}).")
    private @Nullable Integer connectionStep;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for an answer, and longest standstill of the load"
                    + " (default: ${bundle:bufferbloat.timeout}).")
    private @Nullable Duration timeout;

    @Option(names = "--insecure", description = "Take any certificate of the server: for labs only.")
    private boolean insecure;

    @Option(
            names = "--profile",
            paramLabel = "swiftftr|dslreports",
            converter = GradingProfileConverter.class,
            completionCandidates = GradingProfileConverter.class,
            description = "The scale of the grade (default: ${bundle:bufferbloat.profile}).")
    private @Nullable GradingProfile profile;

    @Option(names = "--no-locate", description = "Probe the server only, not the hops on the way.")
    private boolean noLocate;

    @ArgGroup
    private ProtocolOptions protocol = new ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP and TCP probes (default: ${bundle:default.port}).")
    private @Nullable Integer port;

    @Mixin
    private InterfaceOption networkInterface = new InterfaceOption();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    /** The request, checked by the library. */
    public BufferbloatRequest request() {
        BufferbloatRequest.Builder builder = BufferbloatRequest.against(uri());
        SharedOptions.set(direction, builder::direction);
        SharedOptions.set(sequential ? true : null, builder::sequential);
        SharedOptions.set(duration, builder::duration);
        SharedOptions.set(idle, builder::idle);
        SharedOptions.set(interval, builder::interval);
        SharedOptions.set(untilStable ? true : null, builder::stopWhenStable);
        SharedOptions.set(maxConnections, builder::maxConnections);
        SharedOptions.set(connectionStep, builder::connectionStep);
        SharedOptions.set(timeout, builder::timeout);
        SharedOptions.set(insecure ? true : null, builder::insecure);
        SharedOptions.set(profile, builder::gradingProfile);
        SharedOptions.set(noLocate ? false : null, builder::locate);
        SharedOptions.set(protocol.chosen(), builder::protocol);
        SharedOptions.set(port, builder::port);
        networkInterface.applyTo(builder);
        shared.applyTo(builder);
        return builder.build();
    }

    private URI uri() {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException("'" + url + "' is no URL: " + e.getReason());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.RequestBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of every operation that sends probes. One that isn't given is left to the library. */
final class SharedOptions {
    @ArgGroup
    private TraceOptions.FamilyOptions family = new TraceOptions.FamilyOptions();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End the whole operation after this time, with what is known (default: none).")
    private @Nullable Duration deadline;

    @Option(
            names = "--max-concurrency",
            paramLabel = "N",
            description = "Most probes in flight (default: ${bundle:default.maxConcurrency}).")
    private @Nullable Integer maxConcurrency;

    @Option(
            names = "--rate-limit",
            paramLabel = "PPS",
            description = "Most packets per second, 0 for no limit (default: ${bundle:default.rateLimit}).")
    private @Nullable Integer rateLimit;

    @Option(
            names = "--flow",
            paramLabel = "N",
            description = "Number of the flow: load balancers send the same flow the same way"
                    + " (default: ${bundle:default.flow}).")
    private @Nullable Integer flow;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "Send from this network interface.")
    private @Nullable String networkInterface;

    @Option(
            names = {"-s", "--source"},
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Send from this address of this host.")
    private @Nullable InetAddress source;

    @Option(
            names = "--tos",
            paramLabel = "BYTE",
            converter = ByteConverter.class,
            description = "TOS or traffic class byte, decimal or with 0x (default: ${bundle:default.trafficClass}).")
    private @Nullable Integer trafficClass;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "auto, raw, dgram or another of those that `pathtracer doctor` lists"
                    + " (default: ${bundle:default.transport}).")
    private @Nullable String transport;

    void applyTo(RequestBuilder<?> builder) {
        set(family.chosen(), builder::family);
        set(deadline, builder::deadline);
        set(maxConcurrency, builder::maxConcurrency);
        set(rateLimit, builder::rateLimit);
        set(flow, builder::flow);
        set(networkInterface, builder::networkInterface);
        set(source, builder::source);
        set(trafficClass, builder::trafficClass);
        set(transport, builder::transport);
    }

    static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}

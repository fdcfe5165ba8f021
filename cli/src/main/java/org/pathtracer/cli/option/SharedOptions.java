// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.RequestBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of every operation that sends probes. One that isn't given is left to the library. */
public final class SharedOptions {
    @ArgGroup
    private FamilyOptions family = new FamilyOptions();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, with what is known (default: none).")
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

    /** Takes a family's flag; false if one is given already. */
    public boolean flag(String name) {
        if (family.chosen() != null) {
            return false;
        }
        family.ipv4 = name.equals("-4");
        family.ipv6 = !family.ipv4;
        return true;
    }

    public void applyTo(RequestBuilder<?> builder) {
        set(family.chosen(), builder::family);
        set(deadline, builder::deadline);
        set(maxConcurrency, builder::maxConcurrency);
        set(rateLimit, builder::rateLimit);
        set(flow, builder::flow);
        set(source, builder::source);
        set(trafficClass, builder::trafficClass);
        set(transport, builder::transport);
    }

    public static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    /** At most one. */
    public static final class FamilyOptions {
        @Option(names = "-4", description = "IPv4 only.")
        private boolean ipv4;

        @Option(names = "-6", description = "IPv6 only.")
        private boolean ipv6;

        @Nullable
        AddressFamily chosen() {
            return ipv4 ? AddressFamily.IPV4 : ipv6 ? AddressFamily.IPV6 : null;
        }

        public AddressFamily choice() {
            return ipv4 ? AddressFamily.IPV4 : ipv6 ? AddressFamily.IPV6 : AddressFamily.ANY;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.InvalidRequestException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which way a diagnosis looks at. */
public final class WayOptions {
    @Option(
            names = "--family",
            paramLabel = "FAMILY",
            converter = FamilyConverter.class,
            description = "Look at one address family only: ipv4 or ipv6 (default: both).")
    private @Nullable AddressFamily family;

    @Option(names = "-4", description = "The same as --family ipv4.")
    private boolean ipv4;

    @Option(names = "-6", description = "The same as --family ipv6.")
    private boolean ipv6;

    @Option(names = "--tcp", paramLabel = "PORT", description = "The application uses this TCP port.")
    private @Nullable Integer tcp;

    @Option(names = "--udp", paramLabel = "PORT", description = "The application uses this UDP port.")
    private @Nullable Integer udp;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "NAME",
            description = "Send from this interface.")
    private @Nullable String networkInterface;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "auto, raw, dgram or another of those that `pathtracer doctor` lists"
                    + " (default: ${bundle:default.transport}).")
    private @Nullable String transport;

    void applyTo(DiagnoseRequest.Builder builder) {
        int families = (family == null ? 0 : 1) + (ipv4 ? 1 : 0) + (ipv6 ? 1 : 0);
        if (families > 1 || tcp != null && udp != null) {
            throw new InvalidRequestException(
                    families > 1
                            ? "--family, -4 and -6 exclude each other: give one of them"
                            : "--tcp and --udp exclude each other: give one of them");
        }
        if (families == 1) {
            builder.family(family != null ? family : ipv4 ? AddressFamily.IPV4 : AddressFamily.IPV6);
        }
        if (tcp != null) {
            builder.tcp(tcp);
        }
        if (udp != null) {
            builder.udp(udp);
        }
        if (networkInterface != null) {
            builder.networkInterface(networkInterface);
        }
        if (transport != null) {
            builder.transport(transport);
        }
    }

    /** Takes {@code ipv4} and {@code 4}. */
    static final class FamilyConverter implements ITypeConverter<AddressFamily> {
        @Override
        public AddressFamily convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "ipv4", "4" -> AddressFamily.IPV4;
                case "ipv6", "6" -> AddressFamily.IPV6;
                case "any" -> AddressFamily.ANY;
                default ->
                    throw new TypeConversionException(
                            "'%s' is no address family: write ipv4, ipv6 or any".formatted(value));
            };
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.HostText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A name server's address, with its port if need be: {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code [::1]:5353}.
 */
public final class ServerConverter implements ITypeConverter<InetSocketAddress> {
    private static final int DNS_PORT = 53;
    private static final int HIGHEST_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String value) {
        if (HostText.literal(value).isPresent()) {
            return new InetSocketAddress(new AddressConverter().convert(value), DNS_PORT);
        }
        HostAndPort server = parsed(value);
        Optional<InetAddress> address = HostText.literal(server.host());
        if (address.isEmpty()) {
            throw refusal(value);
        }
        int port = server.port().orElse(DNS_PORT);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new TypeConversionException("port " + port + " of '" + value + "' must be from 1 to 65535");
        }
        return new InetSocketAddress(new AddressConverter().convert(server.host()), port);
    }

    private static HostAndPort parsed(String value) {
        try {
            return HostAndPort.parse(value);
        } catch (InvalidRequestException e) {
            throw refusal(value);
        }
    }

    private static TypeConversionException refusal(String value) {
        return new TypeConversionException("'" + value + "' is not an address of a name server: write 192.0.2.53,"
                + " 192.0.2.53:5353, 2001:db8::53 or [2001:db8::53]:5353");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A name server's address, with its port if need be: {@code 192.0.2.53}, {@code 192.0.2.53:5353}, {@code [::1]:5353}.
 */
final class ServerConverter implements ITypeConverter<InetSocketAddress> {
    private static final int DNS_PORT = 53;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[(.+)\\]|([0-9.]+)):([0-9]{1,5})");

    @Override
    public InetSocketAddress convert(String value) {
        Matcher matcher = WITH_PORT.matcher(value);
        if (!matcher.matches()) {
            return new InetSocketAddress(new AddressConverter().convert(value), DNS_PORT);
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new TypeConversionException("port " + port + " of '" + value + "' must be from 1 to 65535");
        }
        String address = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return new InetSocketAddress(new AddressConverter().convert(address), port);
    }
}

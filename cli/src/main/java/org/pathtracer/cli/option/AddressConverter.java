// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.pathtracer.address.HostText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address literal. Names are refused: resolving one may take long, and gives addresses that are not meant. */
public final class AddressConverter implements ITypeConverter<InetAddress> {
    /** Whether it is meant as an address. */
    public static boolean isLiteral(String value) {
        return HostText.literal(value).isPresent();
    }

    @Override
    public InetAddress convert(String value) {
        try {
            if (isLiteral(value)) {
                return InetAddress.getByName(value);
            }
        } catch (UnknownHostException e) {
            // Refused below, as anything else that only looks like an address.
        }
        throw new TypeConversionException(
                "'" + value + "' is not an address: write an IPv4 or IPv6 address, such as 192.0.2.7 or 2001:db8::7");
    }
}

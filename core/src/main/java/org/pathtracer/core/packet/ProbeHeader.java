// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.packet;

import org.pathtracer.spi.QuotedFields;

/** What an ICMP message shows of the probe that it answers, behind the IP header. */
public sealed interface ProbeHeader permits EchoHeader, UdpHeader, TcpHeader {
    /** Adds its fields to what is known of the probe's headers. */
    QuotedFields.Builder addTo(QuotedFields.Builder fields);
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.MonitorSeries;
import org.pathtracer.Protocol;
import org.pathtracer.enrich.AddressInfo;

/**
 * What is measured at a moment.
 *
 * @param series each target, in the order asked for
 * @param names of addresses, as far as they are known; as the network tells them
 * @param infos networks and places of addresses, as far as they are asked for and known
 * @param protocol of the probes
 * @param transport in words
 * @param host name of this host
 * @param source the address that probes leave from, if it is known
 * @param interval from trace to trace
 * @param began when the monitor began, on the clock of this host
 * @param now on the clock of this host
 * @param paused whether nothing is sent
 */
public record Measured(
        List<MonitorSeries> series,
        Map<InetAddress, String> names,
        Map<InetAddress, AddressInfo> infos,
        Protocol protocol,
        String transport,
        String host,
        Optional<InetAddress> source,
        Duration interval,
        Optional<LocalTime> began,
        LocalTime now,
        boolean paused) {}

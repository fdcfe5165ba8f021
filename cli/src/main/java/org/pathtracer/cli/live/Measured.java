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

/**
 * What is measured at a moment.
 *
 * @param series each target, in the order asked for
 * @param names of addresses, as far as they are known; as the network tells them
 * @param protocol of the probes
 * @param transport in words
 * @param host name of this host
 * @param interval from trace to trace
 * @param began when the monitor began, on the clock of this host
 * @param now on the clock of this host
 * @param paused whether nothing is sent
 */
public record Measured(
        List<MonitorSeries> series,
        Map<InetAddress, String> names,
        Protocol protocol,
        String transport,
        String host,
        Duration interval,
        Optional<LocalTime> began,
        LocalTime now,
        boolean paused) {}

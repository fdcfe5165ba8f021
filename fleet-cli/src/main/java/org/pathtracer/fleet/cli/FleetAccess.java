// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import picocli.CommandLine.Option;

/** How the commands reach a fleet, and which of its vantage points they mean. */
final class FleetAccess extends HubAccess {
    @Option(
            names = "--from",
            paramLabel = "CONDITIONS",
            defaultValue = "",
            description = "Vantage points, such as region=eu,net!=AS64500,has:ipv6 or name=fra-1. Default: all.")
    private String from = "";

    String from() {
        return from;
    }
}

// SPDX-License-Identifier: Apache-2.0
package consumer;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.TraceRequest;
import org.pathtracer.fleet.FleetRequest;
import org.pathtracer.fleet.locate.LinkLocator;
import org.pathtracer.fleet.locate.PathLoss;
import org.pathtracer.fleet.locate.Way;

/** What asks a fleet, and what works without one: requests are made and checked, and a link is located. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(FleetRequest.of(TraceRequest.to(arguments[0]).build()).from("region=eu").build());
        try {
            FleetRequest.of(TraceRequest.to(arguments[0]).build()).from("region");
        } catch (InvalidRequestException e) {
            System.out.println("refused: " + e.getMessage());
        }
        InetAddress west = InetAddress.getByName("192.0.2.1");
        InetAddress east = InetAddress.getByName("192.0.2.2");
        System.out.println(LinkLocator.locate(List.of(
                PathLoss.oneWay(way("a", "b", west, east), 500, 50),
                PathLoss.oneWay(way("a", "c", west), 500, 0),
                PathLoss.oneWay(way("c", "b", east), 500, 0)))
                .summary());
    }

    private static Way way(String from, String to, InetAddress... hops) {
        return Way.of(from, to, List.of(hops).stream().map(Optional::of).toList());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.scenario;

import java.time.Duration;
import org.pathtracer.testkit.topology.Link;

/** The keys of a link's table; each is named after the method of {@link Link.Builder} that it calls. */
final class LinkOptions {
    private LinkOptions() {}

    static void read(ScenarioTable table, Link.Builder link) {
        table.at("from-address", () -> table.strings("from-address").forEach(link::fromAddress));
        table.at("to-address", () -> table.strings("to-address").forEach(link::toAddress));
        table.ifDuration("delay", link::delay);
        table.ifDuration("return-delay", link::returnDelay);
        table.ifDuration("jitter", link::jitter);
        table.ifDuration("return-jitter", link::returnJitter);
        table.ifNumber("loss", link::loss);
        table.ifNumber("return-loss", link::returnLoss);
        table.ifNumber("loss-burst", link::lossBurst);
        table.ifNumber("duplication", link::duplication);
        table.ifNumber("return-duplication", link::returnDuplication);
        Duration heldBack = table.duration("held-back").orElse(Duration.ZERO);
        table.ifNumber("reordering", share -> link.reordering(share, heldBack));
        table.ifFlag("one-way", link::oneWay);
        table.ifInteger("weight", link::weight);
        table.ifInteger("mtu", link::mtu);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report.format;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.probe.ProbeOutcome;

/**
 * Says that a host with several addresses answered from another one than was asked.
 *
 * @since 0.1.0
 */
public final class OtherAddress {
    private OtherAddress() {}

    /** The sentence, if some of the target's own answers came so. */
    public static Optional<String> of(InetAddress target, Stream<ProbeOutcome.Answer> answers) {
        String others = answers.map(answer -> answer.reception().address())
                .filter(address -> !address.equals(target))
                .distinct()
                .map(AddressText::of)
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("the target answers from another address than it was asked at: " + others);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractBooleanAssert;
import org.pathtracer.Diagnosis;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.service.ServiceResult;

/** What the tests of diagnoses ask about one. */
final class Diagnosed {
    private static final int MOST_PACKETS = 600;

    private Diagnosed() {}

    /** Nothing of weight, and enough was looked at to say so. */
    static void healthy(Diagnosis diagnosis) {
        assertThatIt(diagnosis, diagnosis.healthy()).isTrue();
        assertThat(diagnosis.summary()).startsWith("Nothing is wrong");
        withinBounds(diagnosis);
    }

    /** The gravest finding is of this kind, and more probable than not. */
    static Finding first(Diagnosis diagnosis, FindingKind kind) {
        withinBounds(diagnosis);
        assertThatIt(diagnosis, diagnosis.healthy()).isFalse();
        Finding first = diagnosis.findings().get(0);
        assertThatIt(diagnosis, first.kind() == kind).as("the first is " + kind).isTrue();
        assertThatIt(diagnosis, first.probability() > 0.5)
                .as("more probable than not")
                .isTrue();
        assertThat(diagnosis.summary()).containsIgnoringCase(first.sentence());
        return first;
    }

    /** The same at a host. */
    static void at(Diagnosis diagnosis, FindingKind kind, InetAddress address) {
        Place place = first(diagnosis, kind).place();
        assertThatIt(diagnosis, place.address().equals(Optional.of(address)))
                .as("at " + address)
                .isTrue();
    }

    /** The same at the link that begins at a router. */
    static void behind(Diagnosis diagnosis, FindingKind kind, InetAddress router) {
        Place place = first(diagnosis, kind).place();
        assertThatIt(diagnosis, place.from().equals(Optional.of(router)))
                .as("behind " + router)
                .isTrue();
    }

    /**
     * The same where chance decides what is lost. That it is undecided, with this as the other explanation, is a good
     * answer; another one that is called sure is a bad one.
     */
    static void mostLikelyBehind(Diagnosis diagnosis, FindingKind kind, Optional<InetAddress> router) {
        withinBounds(diagnosis);
        Finding first = diagnosis.findings().get(0);
        boolean right = first.kind() == kind && first.place().from().equals(router);
        boolean undecided = diagnosis.summary().startsWith("Undecided")
                && first.alternatives().get(0).kind() == kind
                && first.alternatives().get(0).place().from().equals(router);
        assertThatIt(diagnosis, right || undecided)
                .as("%s behind %s", kind, router)
                .isTrue();
    }

    /** A black hole behind a router and a silent host look alike: both are named, and neither is called certain. */
    static void silentBehind(Diagnosis diagnosis, InetAddress router) {
        withinBounds(diagnosis);
        Finding first = diagnosis.findings().get(0);
        List<FindingKind> told = Stream.concat(
                        Stream.of(first.kind()), first.alternatives().stream().map(Alternative::kind))
                .toList();
        assertThatIt(diagnosis, first.severity() == Severity.BLOCKS && first.probability() < 0.9)
                .as("not certain")
                .isTrue();
        assertThat(told).contains(FindingKind.HOST_DOWN, FindingKind.BLACK_HOLE);
        assertThat(first.evidence().toString() + first.place()).contains(CommandInLab.text(router));
    }

    private static void withinBounds(Diagnosis diagnosis) {
        assertThat(diagnosis.probesSent()).isLessThanOrEqualTo(MOST_PACKETS);
        diagnosis
                .findings()
                .forEach(finding -> assertThat(finding.probability()).isBetween(0.0, 1.0));
    }

    private static AbstractBooleanAssert<?> assertThatIt(Diagnosis diagnosis, boolean condition) {
        return assertThat(condition)
                .withFailMessage(() -> diagnosis.summary() + "\n"
                        + diagnosis.findings().stream()
                                .map(one -> one + " " + one.evidence() + " or " + one.alternatives())
                                .collect(Collectors.joining("\n"))
                        + "\n" + diagnosis.notLookedAt() + "\n"
                        + diagnosis.results().stream()
                                .filter(ServiceResult.class::isInstance)
                                .map(one -> ((ServiceResult) one).state() + " " + ((ServiceResult) one).failure())
                                .toList());
    }
}

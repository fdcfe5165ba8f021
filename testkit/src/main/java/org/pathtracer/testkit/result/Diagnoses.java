// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.result;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pathtracer.Diagnosis;
import org.pathtracer.Limit;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.diagnosis.Alternative;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.result.AlternativeRecord;
import org.pathtracer.result.DiagnosisRecord;
import org.pathtracer.result.FindingRecord;
import org.pathtracer.result.PlaceRecord;
import org.pathtracer.testkit.check.Checks;

/**
 * Makes a diagnosis. Without a finding it is healthy. What follows a finding is about it: {@link #at},
 * {@link #between}, {@link #sentence}, {@link #evidence}, {@link #alternative} and {@link #advice}.
 *
 * @since 0.1.0
 */
public final class Diagnoses extends ResultBuilder<Diagnosis, Diagnoses> {
    private final List<Draft> findings = new ArrayList<>();
    private final List<Limit<Omission>> omissions = new ArrayList<>();
    private final List<Reportable> results = new ArrayList<>();
    private @Nullable String summary;

    private Diagnoses(String target) {
        super(target);
    }

    /** Begins a diagnosis of a host, a host and port or a URL, as asked for. */
    public static Diagnoses to(String target) {
        return new Diagnoses(target);
    }

    @Override
    Diagnoses self() {
        return this;
    }

    /**
     * Adds a finding, which is nowhere unless {@link #at} or {@link #between} says otherwise.
     *
     * @param probability 0 to 1
     */
    public Diagnoses finding(FindingKind kind, Severity severity, double probability) {
        Checks.require(probability >= 0 && probability <= 1, "a probability is from 0 to 1");
        findings.add(new Draft(
                Objects.requireNonNull(kind, "kind"), Objects.requireNonNull(severity, "severity"), probability));
        return this;
    }

    /**
     * Sets the host that the finding is at.
     *
     * @param ttl of the hop, 1 to 255
     * @param address an IPv4 or IPv6 address
     */
    public Diagnoses at(PlaceSegment segment, int ttl, String address) {
        last().place = new PlaceRecord(
                segment,
                OptionalInt.of(ttl),
                Optional.of(Literals.address(address)),
                Optional.empty(),
                Optional.empty());
        return this;
    }

    /**
     * Sets the link that the finding is on.
     *
     * @param ttl of its far end, 1 to 255
     * @param from address of its near end
     * @param to address of its far end
     */
    public Diagnoses between(PlaceSegment segment, int ttl, String from, String to) {
        last().place = new PlaceRecord(
                segment,
                OptionalInt.of(ttl),
                Optional.empty(),
                Optional.of(Literals.address(from)),
                Optional.of(Literals.address(to)));
        return this;
    }

    /** Sets the finding as a sentence, without a full stop. Default: its kind. */
    public Diagnoses sentence(String text) {
        last().sentence = Objects.requireNonNull(text, "text");
        return this;
    }

    /** Adds what speaks for the finding. */
    public Diagnoses evidence(String text) {
        last().evidence.add(Objects.requireNonNull(text, "text"));
        return this;
    }

    /**
     * Adds another explanation, at the same place.
     *
     * @param probability 0 to 1
     */
    public Diagnoses alternative(FindingKind kind, double probability) {
        last().alternatives.add(new AlternativeRecord(kind, last().place, probability));
        return this;
    }

    /** Sets what to do about the finding. Default: nothing. */
    public Diagnoses advice(String text) {
        last().advice = Objects.requireNonNull(text, "text");
        return this;
    }

    /** Adds something that was not looked at, which makes no diagnosis unhealthy. */
    public Diagnoses notLookedAt(Omission why, String sentence) {
        omissions.add(new Limit<>(why, sentence));
        return this;
    }

    /** Adds a result that the findings rest on. */
    public Diagnoses result(Reportable result) {
        results.add(Objects.requireNonNull(result, "result"));
        return this;
    }

    /** Sets the diagnosis as a sentence. Default: its first finding. */
    public Diagnoses summary(String text) {
        summary = Objects.requireNonNull(text, "text");
        return this;
    }

    private Draft last() {
        Checks.require(!findings.isEmpty(), "there is no finding yet: call finding first");
        return findings.get(findings.size() - 1);
    }

    @Override
    public Diagnosis build() {
        List<InetAddress> addresses = List.of(address);
        List<Finding> all = findings.stream().map(Draft::finding).toList();
        long sent = results.stream()
                .filter(Run.class::isInstance)
                .mapToLong(result -> ((Run) result).probesSent())
                .sum();
        long received = results.stream()
                .filter(Run.class::isInstance)
                .mapToLong(result -> ((Run) result).repliesReceived())
                .sum();
        return new DiagnosisRecord(
                target,
                addresses,
                run(StopReason.COMPLETED, sent, received),
                true,
                summary != null
                        ? summary
                        : all.isEmpty() ? "Nothing is wrong" : all.get(0).sentence() + ".",
                all,
                omissions,
                results);
    }

    private static final class Draft {
        private final FindingKind kind;
        private final Severity severity;
        private final double probability;
        private final List<String> evidence = new ArrayList<>();
        private final List<Alternative> alternatives = new ArrayList<>();
        private Place place = PlaceRecord.of(PlaceSegment.UNKNOWN);
        private String sentence;
        private String advice = "Nothing to do.";

        private Draft(FindingKind kind, Severity severity, double probability) {
            this.kind = kind;
            this.severity = severity;
            this.probability = probability;
            sentence = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private Finding finding() {
            return new FindingRecord(kind, place, severity, probability, alternatives, sentence, evidence, advice);
        }
    }
}

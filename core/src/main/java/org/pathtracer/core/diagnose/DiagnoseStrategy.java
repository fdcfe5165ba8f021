// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.StopReason;
import org.pathtracer.diagnosis.DiagnosisStage;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.result.DiagnosisRecord;
import org.pathtracer.result.RunRecord;

/**
 * What to measure next, given what is known: stages as a state machine over existing operations. It does no I/O and
 * reads no clock. Not thread-safe.
 */
public final class DiagnoseStrategy {
    private final Instruments instruments;
    private final Probes probes;
    private final Evidence evidence;
    private final Ledger ledger = new Ledger();
    private final NameStage names;
    private final CloserLook closer;
    private Optional<DiagnosisStage> stage = Optional.empty();
    private int rounds;

    /** A strategy for one diagnosis. */
    public DiagnoseStrategy(DiagnoseRequest request, Instruments instruments) {
        this.instruments = instruments;
        probes = new Probes(request.probe());
        evidence = new Evidence(request);
        names = new NameStage(evidence, instruments);
        closer = new CloserLook(evidence);
    }

    /** Returns the stage that {@link #next} began last. */
    public Optional<DiagnosisStage> stage() {
        return stage;
    }

    /** Returns the number of probes that left so far. */
    public long probesSent() {
        return ledger.sent();
    }

    /**
     * Begins the next stage.
     *
     * @param elapsed since the start
     * @param left until the deadline
     * @return what to measure; empty if enough is known
     */
    public List<Task<?>> next(Duration elapsed, Duration left) {
        networkChanged();
        if (evidence.moved) {
            return List.of();
        }
        Plan plan = new Plan(evidence, ledger, probes, elapsed, left);
        while (plan.tasks().isEmpty() && rounds < CloserLook.ROUNDS) {
            begin(plan);
        }
        return plan.tasks();
    }

    private void begin(Plan plan) {
        if (stage.isEmpty()) {
            stage = Optional.of(DiagnosisStage.SURROUNDINGS);
            names.surroundings(plan);
            return;
        }
        switch (stage.get()) {
            case SURROUNDINGS -> {
                stage = Optional.of(DiagnosisStage.FIRST_LOOK);
                new FirstLook(evidence, instruments).plan(plan, names);
            }
            case FIRST_LOOK -> {
                stage = Optional.of(DiagnosisStage.SECOND_LOOK);
                new SecondLook(evidence, instruments).plan(plan);
            }
            case SECOND_LOOK, CLOSER_LOOK -> {
                stage = Optional.of(DiagnosisStage.CLOSER_LOOK);
                rounds++;
                closerLook(plan);
            }
        }
    }

    private void closerLook(Plan plan) {
        Optional<Leg> main = evidence.main();
        if (main.isEmpty() || evidence.isThisHost()) {
            return;
        }
        if (main.get().answersAnything()) {
            closer.plan(plan, main.get());
        }
    }

    /** This host's network is another one, or was for a while. */
    public void networkChanged() {
        evidence.moved |= leavesByAnotherWay();
    }

    /** Whether other routes or interfaces lead to the target than at first. */
    private boolean leavesByAnotherWay() {
        Optional<NetworkState> now = instruments.network();
        return evidence.routes.entrySet().stream().anyMatch(entry -> {
            Route before = entry.getValue();
            Leg leg = evidence.legs.get(entry.getKey());
            return leg != null
                    && (!instruments.routeTo(leg.address).equals(Optional.of(before))
                            || !now.flatMap(state -> Surfaces.leavingBy(state, before))
                                    .equals(evidence.network.flatMap(state -> Surfaces.leavingBy(state, before))));
        });
    }

    /**
     * Returns what follows from what is known.
     *
     * @param run when it began, how long it took and why it ends
     */
    public DiagnosisRecord conclude(RunRecord run) {
        if (run.stopReason() != StopReason.COMPLETED) {
            Omission why = run.stopReason() == StopReason.CANCELLED ? Omission.CANCELLED : Omission.DEADLINE;
            evidence.omit(
                    why,
                    "The diagnosis ended early (%s, in the stage %s): it says what was known by then"
                            .formatted(
                                    why == Omission.DEADLINE ? "deadline" : "cancelled",
                                    Words.of(stage.orElse(DiagnosisStage.SURROUNDINGS))));
        }
        networkChanged();
        boolean changed = evidence.moved || ledger.networkChanged() || run.networkChanged();
        if (evidence.moved) {
            evidence.network = instruments.network();
            evidence.omit(
                    Omission.NETWORK_CHANGED,
                    "The way from this host to the target changed meanwhile: what was measured before and after is not"
                            + " mixed, so repeat it");
        } else if (changed) {
            evidence.omit(
                    Omission.NETWORK_CHANGED,
                    "This host's network changed meanwhile, though not its way to the target");
        }
        return new Conclusion(evidence, run).diagnosis(ledger.first(), ledger.sent(), ledger.answered(), changed);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.multipath;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.probe.ProbeOutcome;

/** What an address answered in the rounds of an {@link AliasSearch}. */
final class AliasAnswers {
    /** An IPv4 identification is one of so many. */
    static final int NUMBERS = 1 << 16;

    private static final int NONE = -1;
    /** Labels below mean the same everywhere (RFC 3032 section 2.1). */
    private static final int FIRST_OWN_LABEL = 16;

    private static final int ENOUGH_ROUNDS = AliasSearch.ROUNDS / 2;

    private final int[] numbers;
    /** The labels of all answers, outermost first. */
    private final Set<List<Integer>> stacks = new HashSet<>();

    private int answers;

    AliasAnswers() {
        numbers = new int[AliasSearch.ROUNDS];
        Arrays.fill(numbers, NONE);
    }

    /** Numbers by round. */
    AliasAnswers(int... numbers) {
        this.numbers = numbers.clone();
    }

    void add(int round, ProbeOutcome.Answer answer) {
        numbers[round] = answer.reception().identification().orElse(NONE);
        stacks.add(labels(answer));
        answers++;
    }

    private static List<Integer> labels(ProbeOutcome.Answer answer) {
        return answer instanceof ProbeOutcome.TimeExceeded exceeded
                ? exceeded.extensions().objects().stream()
                        .flatMap(AliasAnswers::labels)
                        .map(MplsLabel::label)
                        .toList()
                : List.of();
    }

    private static Stream<MplsLabel> labels(IcmpExtension object) {
        return object instanceof IcmpExtension.MplsLabelStack stack ? stack.labels().stream() : Stream.empty();
    }

    /** Whether there is anything in them that could tell routers apart. */
    boolean telling() {
        return Arrays.stream(numbers).anyMatch(number -> number != NONE);
    }

    /**
     * Whether what each counted in a round lies between what the other counted in the rounds before and after, and no
     * number came twice.
     *
     * @param widest numbers from a round to the next but one, so that it is no accident if one fits between
     */
    boolean countsWith(AliasAnswers other, double widest) {
        return fits(other, widest)
                && other.fits(this, widest)
                && rounds().noneMatch(round -> numbers[round] == other.numbers[round]);
    }

    /** Whether they count at all, in steps that can be followed. */
    boolean counts(double widest) {
        return fits(this, widest);
    }

    /** The most that was counted from a round to the next but one. */
    int width() {
        return rounds().skip(2)
                .map(round -> distance(numbers[round - 2], numbers[round]))
                .max()
                .orElse(NUMBERS);
    }

    /**
     * Whether the probes bore the same labels whenever they arrived at either, and the outermost is one that a router
     * chooses. That alone says nothing: with segment routing all routers use the same labels (RFC 8660), and others may
     * choose the same by chance.
     */
    boolean hasLabelsOf(AliasAnswers other) {
        return constant() && other.constant() && stacks.equals(other.stacks);
    }

    /** Whether another's numbers lie within what is counted here. */
    private boolean fits(AliasAnswers inner, double widest) {
        boolean complete = rounds().noneMatch(round -> numbers[round] == NONE || inner.numbers[round] == NONE);
        return complete && rounds().skip(1).limit(AliasSearch.ROUNDS - 2).allMatch(round -> fits(inner, round, widest));
    }

    private boolean fits(AliasAnswers inner, int round, double widest) {
        int before = numbers[round - 1];
        int width = distance(before, numbers[round + 1]);
        int own = distance(before, numbers[round]);
        int other = distance(before, inner.numbers[round]);
        return width <= widest && 0 < own && own < width && 0 < other && other < width;
    }

    private static int distance(int from, int to) {
        return Math.floorMod(to - from, NUMBERS);
    }

    private static IntStream rounds() {
        return IntStream.range(0, AliasSearch.ROUNDS);
    }

    private boolean constant() {
        return answers >= ENOUGH_ROUNDS
                && stacks.size() == 1
                && stacks.stream().allMatch(stack -> !stack.isEmpty() && stack.get(0) >= FIRST_OWN_LABEL);
    }
}

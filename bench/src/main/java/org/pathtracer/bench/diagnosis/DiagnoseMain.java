// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.testkit.FaultZoo;
import org.pathtracer.testkit.FaultySpecimen;

/**
 * Diagnoses the networks of the zoo, and those of two others that were made apart from it, on virtual time, and prints
 * how often what was found is true. A third of the seeds, those that leave 2 when divided by 3, is held back: while
 * diagnoses are worked on nothing is said of them.
 *
 * <pre>
 * bench/run diagnose [-seeds N] [-kind KIND] [-seed SEED] [-zoo own|foreign|chain] [-wrong] [--held-back]
 * </pre>
 *
 * With N seeds of each kind there are ten times as many healthy networks, and two and a half times as many pairs.
 */
public final class DiagnoseMain {
    private static final int HEALTHY = 10;
    private static final double PAIRS = 2.5;

    private int seeds = 40;
    private String kind = "";
    private String zoo = "";
    private long seed = -1;
    private boolean wrong;
    private boolean heldBack;

    private DiagnoseMain() {}

    public static void main(String[] arguments) {
        DiagnoseMain main = new DiagnoseMain();
        main.read(arguments);
        main.run();
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "-seeds" -> seeds = Integer.parseInt(arguments[++i]);
                case "-kind" -> kind = arguments[++i].toUpperCase(Locale.ROOT).replace('-', '_');
                case "-zoo" -> zoo = arguments[++i];
                case "-seed" -> seed = Long.parseLong(arguments[++i]);
                case "-wrong" -> wrong = true;
                case "--held-back" -> heldBack = true;
                default -> {
                    System.err.println(
                            "Unknown: " + arguments[i]
                                    + "; there are -seeds N, -kind KIND, -seed SEED, -zoo own|foreign|chain, -wrong and --held-back");
                    System.exit(2);
                }
            }
        }
    }

    private void run() {
        if (zoo.isEmpty() || zoo.equals("own")) {
            List<Case> all = new ArrayList<>();
            FaultZoo.kinds().forEach(one -> cases(all, one.name(), seeds, seed -> FaultZoo.of(one, seed)));
            cases(all, "HEALTHY", seeds * HEALTHY, FaultZoo::healthy);
            cases(all, "PAIR", (int) (seeds * PAIRS), FaultZoo::pair);
            print("The zoo", all);
        }
        if (zoo.isEmpty() || zoo.equals("foreign")) {
            judge("The foreign zoo", ForeignZoo.KINDS, ForeignZoo::of, ForeignZoo::healthy);
        }
        if (zoo.isEmpty() || zoo.equals("chain")) {
            judge("The zoo of chains", ChainZoo.KINDS, ChainZoo::of, ChainZoo::healthy);
        }
    }

    /** A zoo that this bench has. */
    private void judge(
            String title,
            List<FindingKind> kinds,
            BiFunction<FindingKind, Long, FaultySpecimen> specimens,
            LongFunction<FaultySpecimen> healthy) {
        List<Case> all = new ArrayList<>();
        kinds.forEach(one -> cases(all, one.name(), seeds, seed -> specimens.apply(one, seed)));
        cases(all, "HEALTHY", seeds * HEALTHY, healthy);
        print(title, all);
    }

    private void print(String title, List<Case> all) {
        if (seed >= 0) {
            all.forEach(one -> System.out.println(one.details()));
            return;
        }
        System.out.println("# " + title + (heldBack ? ", the third that was held back" : ""));
        System.out.println(new Tables(all).text());
        if (wrong) {
            all.stream().filter(one -> !one.isRight()).forEach(one -> System.out.println(one.sentence()));
            all.stream()
                    .filter(one -> one.isRight() && one.falseFindings() > 0)
                    .forEach(one -> System.out.println("AND FALSE: " + one.sentence()));
            all.stream()
                    .filter(one -> one.isRight() && !one.specimen().isComplete(one.diagnosis()))
                    .forEach(one -> System.out.println("INCOMPLETE: " + one.sentence()));
            all.stream()
                    .filter(one -> one.isRight()
                            && (one.seconds() > (one.group().equals("HEALTHY") ? 3 : 10)
                                    || one.diagnosis().probesSent() > 600))
                    .forEach(one -> System.out.println("TOO MUCH: " + one.times()));
        }
    }

    private void cases(List<Case> all, String group, int wanted, LongFunction<FaultySpecimen> specimens) {
        if (!kind.isEmpty() && !List.of(kind.split(",")).contains(group)) {
            return;
        }
        all.addAll(LongStream.iterate(0, seed -> seed + 1)
                .filter(seed -> (seed % 3 == 2) == heldBack)
                .filter(one -> seed < 0 || one == seed)
                .limit(seed < 0 ? wanted : 1)
                .boxed()
                .toList()
                .parallelStream()
                .map(seed -> Case.of(group, specimens.apply(seed)))
                .toList());
    }
}

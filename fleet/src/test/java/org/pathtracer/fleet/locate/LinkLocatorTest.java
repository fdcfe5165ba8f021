// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How often the located link is right, in random meshes: the first of those whose figures docs/fleet.md has;
 * {@code -DargLine=-Dpathtracer.meshes=200} takes all.
 */
class LinkLocatorTest {
    private static final int MESHES = Integer.getInteger("pathtracer.meshes", 50);
    private static final int HEALTHY = 200;
    private static final int PEERS = 6;
    private static final int PROBES = 50;

    /** What came of many meshes with one fault or several. */
    private static final class Tally {
        int faults;
        int right;
        int stated;
        int sure;
        int sureAndWrong;
        int width;

        void add(RandomMesh mesh, Location location) {
            faults += mesh.faults();
            int found = 0;
            for (LocatedFault fault : location.faults()) {
                if (!fault.isStated() || mesh.isTrueOfPair(fault.suspect())) {
                    continue;
                }
                boolean correct = mesh.isRight(fault.suspect());
                stated++;
                width += mesh.width(fault.suspect());
                found += correct ? 1 : 0;
                if (fault.suspect().probability() > 0.9) {
                    sure++;
                    sureAndWrong += correct ? 0 : 1;
                }
            }
            right += Math.min(found, mesh.faults());
        }

        double recall() {
            return (double) right / faults;
        }

        @Override
        public String toString() {
            return "%d of %d faults right, %d stated, %d above 0.9 of which %d wrong, %.1f links wide"
                    .formatted(right, faults, stated, sure, sureAndWrong, (double) width / Math.max(1, stated));
        }
    }

    private static Tally tally(int meshes, double loss, int faults, int probes, int peers) {
        Tally tally = new Tally();
        for (int seed = 0; seed < meshes; seed++) {
            RandomMesh mesh = new RandomMesh(seed, probes).choose(peers);
            for (int i = 0; i < faults; i++) {
                mesh.plant(loss);
            }
            tally.add(mesh, LinkLocator.locate(mesh.measure()));
        }
        return tally;
    }

    @Test
    void tenPercent_isRightInNineOfTen() {
        Tally tally = tally(MESHES, 0.1, 1, PROBES, PEERS);
        assertThat(tally.recall()).as(tally.toString()).isGreaterThanOrEqualTo(0.9);
        assertThat(tally.sureAndWrong).as(tally.toString()).isLessThanOrEqualTo(tally.sure / 10);
    }

    @Test
    void thirtyPercent_isRightInNineteenOfTwenty() {
        Tally tally = tally(MESHES, 0.3, 1, PROBES, PEERS);
        assertThat(tally.recall()).as(tally.toString()).isGreaterThanOrEqualTo(0.95);
        assertThat(tally.sureAndWrong).as(tally.toString()).isLessThanOrEqualTo(tally.sure / 10);
    }

    @Test
    void twoFaults_areFound() {
        Tally tally = tally(MESHES / 2, 0.1, 2, PROBES, PEERS);
        assertThat(tally.recall()).as(tally.toString()).isGreaterThanOrEqualTo(0.8);
        assertThat(tally.sureAndWrong).as(tally.toString()).isLessThanOrEqualTo(tally.sure / 10);
    }

    @Test
    void fewProbes_neverMakeSureOfTheWrongLink() {
        Tally tally = tally(MESHES / 2, 0.1, 1, 10, 3);
        assertThat(tally.sureAndWrong).as(tally.toString()).isLessThanOrEqualTo(tally.sure / 10);
    }

    @Test
    void healthyMesh_hasNothing() {
        int wrong = 0;
        for (int seed = 0; seed < HEALTHY; seed++) {
            List<PathLoss> paths = new RandomMesh(seed, PROBES).choose(PEERS).measure();
            wrong += LinkLocator.locate(paths).verdict() == Location.Verdict.NOTHING ? 0 : 1;
        }
        assertThat(wrong).as("meshes of %d with a fault", HEALTHY).isLessThanOrEqualTo(HEALTHY / 100);
    }
}

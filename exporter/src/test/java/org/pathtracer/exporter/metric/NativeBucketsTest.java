// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Buckets are those of the client library, as long as none of them become one. */
class NativeBucketsTest {
    private static final int MOST = 60;

    private static String text(int schema, long zeros, NativeHistogramBuckets buckets) {
        return "schema " + schema + ", zeros " + zeros + ", "
                + IntStream.range(0, buckets.size())
                        .mapToObj(i -> buckets.getBucketIndex(i) + ": " + buckets.getCount(i))
                        .toList();
    }

    private static String ours(double... values) {
        NativeBuckets buckets = new NativeBuckets();
        DoubleStream.of(values).forEach(buckets::add);
        return text(buckets.schema(), buckets.zeros(), buckets.snapshot());
    }

    private static String theirs(double... values) {
        Histogram histogram = Histogram.builder()
                .name("h")
                .nativeMaxNumberOfBuckets(MOST)
                .withoutExemplars()
                .build();
        DoubleStream.of(values).forEach(histogram::observe);
        HistogramDataPointSnapshot point = histogram.collect().getDataPoints().get(0);
        return text(point.getNativeSchema(), point.getNativeZeroCount(), point.getNativeBucketsForPositiveValues());
    }

    @Test
    void noValues_areNoBuckets() {
        assertThat(ours()).isEqualTo("schema 5, zeros 0, []");
    }

    @Test
    void zeroAndPowersOfTwo_areWhereTheLibraryPutsThem() {
        double[] values = {0, 1, 2, .5, .25, .125, 1024, 1e-9, 1.0000001, .9999999};
        assertThat(ours(values)).isEqualTo(theirs(values)).startsWith("schema 5, zeros 1, ");
    }

    @Test
    void timesAroundOne_areAsFineAsTheLibrarysAre() {
        double[] values = new Random(1)
                .doubles(1000)
                .map(chance -> .010 * (1 + chance / 2))
                .toArray();
        assertThat(ours(values)).isEqualTo(theirs(values)).startsWith("schema 5, ");
    }

    /** Not compared with the library, which misplaces some values below 1 when two buckets become one. */
    @Test
    void timesFarApart_areInFewerAndCoarserBuckets() {
        double[] values = new Random(2)
                .doubles(5000)
                .map(chance -> Math.pow(10, -6 + 8 * chance))
                .toArray();
        NativeBuckets buckets = new NativeBuckets();
        DoubleStream.of(values).forEach(buckets::add);
        NativeHistogramBuckets snapshot = buckets.snapshot();
        assertThat(buckets.schema()).isEqualTo(1);
        assertThat(snapshot.size()).isBetween(MOST / 2, MOST);
        double base = Math.sqrt(2);
        for (int i = 0; i < snapshot.size(); i++) {
            double upper = Math.pow(base, snapshot.getBucketIndex(i));
            assertThat(snapshot.getCount(i))
                    .isEqualTo(DoubleStream.of(values)
                            .filter(value -> value > upper / base && value <= upper)
                            .count());
        }
        assertThat(snapshot.stream().mapToLong(bucket -> bucket.getCount()).sum())
                .isEqualTo(values.length);
    }
}

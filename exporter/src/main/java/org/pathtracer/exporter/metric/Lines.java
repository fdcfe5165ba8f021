// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.metric;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The parts that lines of a metric have in common, made once: its name, the labels of the target, its own labels, and
 * the bound of a bucket. A scrape puts them together, and makes text of nothing but figures.
 */
final class Lines {
    private static final byte[] COMMA = Text.bytes(",");

    private final byte[] head;
    private final byte[] countHead;
    private final byte[] sumHead;
    private final byte[] tail;
    private final byte[] bucketHead;
    private final List<byte[]> bucketTails;

    /** Whether a comma stands between the labels of the target and those of the metric. */
    private final boolean between;

    Lines(Metric metric, List<String> targetLabels) {
        boolean bare = targetLabels.isEmpty() && metric.labels().isEmpty();
        between = !targetLabels.isEmpty() && !metric.labels().isEmpty();
        String open = bare ? "" : "{";
        head = Text.bytes(metric.id() + (metric.type() == Metric.Type.COUNTER ? "_total" : "") + open);
        countHead = Text.bytes(metric.id() + "_count" + open);
        sumHead = Text.bytes(metric.id() + "_sum" + open);
        tail = Text.bytes(bare ? " " : "} ");
        bucketHead = Text.bytes(metric.id() + "_bucket{");
        bucketTails = DoubleStream.concat(DoubleStream.of(metric.bounds()), DoubleStream.of(Double.POSITIVE_INFINITY))
                .mapToObj(bound -> Double.isInfinite(bound) ? "+Inf" : Double.toString(bound))
                .map(bound -> Text.bytes((bare ? "" : ",") + "le=\"" + bound + "\"} "))
                .toList();
    }

    /** Begins the line of a counter or a gauge; its value is to follow. */
    Text begin(byte[] target, OwnLabels own, Text text) {
        return labels(head, target, own, text).add(tail);
    }

    Text beginCount(byte[] target, OwnLabels own, Text text) {
        return labels(countHead, target, own, text).add(tail);
    }

    Text beginSum(byte[] target, OwnLabels own, Text text) {
        return labels(sumHead, target, own, text).add(tail);
    }

    Text beginBucket(int bucket, byte[] target, OwnLabels own, Text text) {
        return labels(bucketHead, target, own, text).add(bucketTails.get(bucket));
    }

    private Text labels(byte[] name, byte[] target, OwnLabels own, Text text) {
        text.add(name).add(target);
        if (between) {
            text.add(COMMA);
        }
        return text.add(own.text());
    }
}

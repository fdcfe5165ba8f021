// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathtracer.exporter.metric.Metrics;

/**
 * Writes metrics in the format that is asked for. The text formats, which most scrapes ask for, are written by the
 * metrics of targets themselves. The client library writes the others and the exporter's own metrics, one after the
 * other: all of them together would be several times the text in memory.
 */
final class Exposition {
    /** How OpenMetrics ends, once. */
    private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.UTF_8);

    private final ExpositionFormats formats = ExpositionFormats.init(PrometheusProperties.get());

    /** Returns the type of content that fits a header of a request. */
    String contentType(@Nullable String accept) {
        return formats.findWriter(accept).getContentType();
    }

    void write(Metrics metrics, @Nullable String accept, OutputStream out) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        boolean open = writer == formats.getOpenMetricsTextFormatWriter();
        boolean quick = open || writer == formats.getPrometheusTextFormatWriter();
        boolean ends = open || writer == formats.getOpenMetrics2TextFormatWriter();
        for (String name : names(metrics.registry())) {
            if (!quick || !metrics.contains(name)) {
                writer.write(
                        ends ? new WithoutEnd(out) : new Part(out),
                        metrics.registry().scrape(name::equals));
            }
        }
        if (quick) {
            metrics.write(open, out);
        }
        if (ends) {
            out.write(END);
        }
    }

    /** It asks of each whether it is wanted. */
    private static Set<String> names(PrometheusRegistry registry) {
        Set<String> names = new TreeSet<>();
        var unused = registry.scrape(name -> {
            names.add(name);
            return false;
        });
        return names;
    }

    /** A part of the answer, whose writer may flush and close it. */
    private static class Part extends OutputStream {
        final OutputStream out;

        Part(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }

    /** A part without its last line: as many bytes are held back as that has. */
    private static final class WithoutEnd extends Part {
        private final byte[] held = new byte[END.length];
        private int count;

        WithoutEnd(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int passed = Math.max(0, count + length - held.length);
            int old = Math.min(count, passed);
            out.write(held, 0, old);
            System.arraycopy(held, old, held, 0, count - old);
            count -= old;
            out.write(bytes, offset, passed - old);
            int rest = length - (passed - old);
            System.arraycopy(bytes, offset + passed - old, held, count, rest);
            count += rest;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a registry in the format that is asked for, one metric after the other: all of them together would be several
 * times the text in memory.
 */
final class Exposition {
    /** How OpenMetrics ends, once. */
    private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.UTF_8);

    private final ExpositionFormats formats = ExpositionFormats.init(PrometheusProperties.get());

    /** Returns the type of content that fits a header of a request. */
    String contentType(@Nullable String accept) {
        return formats.findWriter(accept).getContentType();
    }

    void write(PrometheusRegistry registry, @Nullable String accept, OutputStream out) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        boolean ends = writer == formats.getOpenMetricsTextFormatWriter()
                || writer == formats.getOpenMetrics2TextFormatWriter();
        Part part = new Part();
        for (String name : names(registry)) {
            part.reset();
            writer.write(part, registry.scrape(name::equals));
            part.writeTo(out, ends);
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

    private static final class Part extends ByteArrayOutputStream {
        void writeTo(OutputStream out, boolean ended) throws IOException {
            out.write(buf, 0, ended ? count - END.length : count);
        }
    }
}

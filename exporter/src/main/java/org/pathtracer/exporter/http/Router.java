// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.http;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.pathtracer.exporter.run.Probed;

/** Answers each path. */
final class Router extends Handler.Abstract {
    private static final String SCRAPE_TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
    private static final double USUAL_TIMEOUT = 10;
    private static final double LONGEST_TIMEOUT = 120;
    /** Of the scrape's time, for the way of the answer. */
    private static final double OFFSET = 0.5;

    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Pages pages;

    Router(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        boolean writes = request.getMethod().equals("POST") || request.getMethod().equals("PUT");
        if (path.equals("/-/reload") ? !writes : !reads) {
            text(response, callback, 405, "use " + (path.equals("/-/reload") ? "POST" : "GET"));
            return true;
        }
        switch (path) {
            case "/" -> text(response, callback, 200, "PathTracer exporter: /metrics, /probe?target=&module=");
            case "/metrics" -> figures(request, response, callback, pages.metrics());
            case "/probe" -> probe(request, response, callback);
            case "/-/healthy" -> text(response, callback, 200, "healthy");
            case "/-/ready" ->
                text(response, callback, pages.ready() ? 200 : 503, pages.ready() ? "ready" : "not ready yet");
            case "/-/reload" -> reload(response, callback);
            default -> text(response, callback, 404, "there is no such page");
        }
        return true;
    }

    private static void text(Response response, Callback callback, int status, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, text + "\n", callback);
    }

    private void reload(Response response, Callback callback) {
        String wrong = pages.reload();
        text(response, callback, wrong.isEmpty() ? 200 : 500, wrong.isEmpty() ? "reloaded" : wrong);
    }

    private void figures(Request request, Response response, Callback callback, MetricSnapshots snapshots)
            throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(request.getHeaders().get(HttpHeader.ACCEPT));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, writer.getContentType());
        String encodings = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        boolean gzip = encodings != null && encodings.contains("gzip");
        if (gzip) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        try (OutputStream plain = Content.Sink.asOutputStream(response);
                OutputStream out = gzip ? new GZIPOutputStream(plain, 1 << 14) : plain) {
            writer.write(out, snapshots);
        }
        callback.succeeded();
    }

    private void probe(Request request, Response response, Callback callback) {
        Fields query = Request.extractQueryParameters(request);
        try {
            pages.probe(value(query, "target"), value(query, "module"), longest(request))
                    .whenComplete((probed, failure) -> answer(request, response, callback, probed, failure));
        } catch (RefusedException e) {
            text(response, callback, e.status(), String.valueOf(e.getMessage()));
        }
    }

    private void answer(
            Request request,
            Response response,
            Callback callback,
            @org.jspecify.annotations.Nullable Probed probed,
            @org.jspecify.annotations.Nullable Throwable failure) {
        // The writing may wait for the reader, so it is the server's.
        request.getContext().execute(() -> {
            try {
                if (probed == null) {
                    text(response, callback, 500, "the measurement failed: " + failure);
                } else {
                    figures(request, response, callback, probed.meters().snapshots());
                }
            } catch (IOException | RuntimeException e) {
                callback.failed(e);
            }
        });
    }

    private static String value(Fields query, String name) {
        return Optional.ofNullable(query.getValue(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new RefusedException(400, "the parameter " + name + " is missing"));
    }

    private static Duration longest(Request request) {
        double seconds = USUAL_TIMEOUT;
        String header = request.getHeaders().get(SCRAPE_TIMEOUT);
        if (header != null) {
            try {
                seconds = Double.parseDouble(header);
            } catch (NumberFormatException e) {
                throw new RefusedException(400, SCRAPE_TIMEOUT + " is no number");
            }
        }
        double bounded = Math.min(LONGEST_TIMEOUT, Math.max(0, seconds - OFFSET));
        return Duration.ofMillis(Math.max(100, Math.round(bounded * 1000)));
    }
}

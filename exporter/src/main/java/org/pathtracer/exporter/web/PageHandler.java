// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.exporter.metric.Metrics;

/** Answers requests: {@code /metrics}, {@code /probe}, {@code /-/healthy}, {@code /-/ready}, {@code /-/reload}. */
final class PageHandler extends Handler.Abstract {
    private static final System.Logger LOGGER = System.getLogger("org.pathtracer.exporter");
    private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /** What the way of an answer may take of a scrape's time. */
    private static final Duration RESERVE = Duration.ofMillis(500);

    private static final int MOST_PROBES = 64;
    private static final int BUFFER = 1 << 16;
    private static final String HOME = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>PathTracer exporter</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }</style></head>
            <body><h1>PathTracer exporter</h1>
            <ul>
            <li><a href="metrics">Metrics</a> of all targets</li>
            <li><code>probe?target=HOST&amp;module=NAME</code>: one measurement now</li>
            <li><a href="-/healthy">Healthy</a>, <a href="-/ready">ready</a></li>
            </ul></body></html>
            """;

    private final Pages pages;
    private final Exposition exposition = new Exposition();
    private final Semaphore probes = new Semaphore(MOST_PROBES);
    private volatile Users users;

    PageHandler(Pages pages, Users users) {
        this.pages = pages;
        this.users = users;
    }

    void admit(Users others) {
        users = others;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (!users.admits(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"pathtracer\"");
            text(response, callback, HttpStatus.UNAUTHORIZED_401, "a user and a password are needed\n");
            return true;
        }
        String path = Request.getPathInContext(request);
        boolean changes = path.equals("/-/reload");
        if (!isAllowed(request.getMethod(), changes)) {
            response.getHeaders().put(HttpHeader.ALLOW, changes ? "POST, PUT" : "GET, HEAD");
            text(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "another method is needed: see Allow\n");
            return true;
        }
        switch (path) {
            case "/metrics" -> write(request, response, callback, pages.metrics());
            case "/probe" -> probe(request, response, callback);
            case "/-/healthy" -> text(response, callback, HttpStatus.OK_200, "healthy\n");
            case "/-/ready" -> ready(response, callback);
            case "/-/reload" -> reload(response, callback);
            case "/" -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
                Content.Sink.write(response, true, HOME, callback);
            }
            default ->
                text(
                        response,
                        callback,
                        HttpStatus.NOT_FOUND_404,
                        "there are /metrics, /probe, /-/healthy, /-/ready and /-/reload\n");
        }
        return true;
    }

    private static boolean isAllowed(String method, boolean changes) {
        return changes
                ? HttpMethod.POST.is(method) || HttpMethod.PUT.is(method)
                : HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method);
    }

    private static void text(Response response, Callback callback, int status, String sentence) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        Content.Sink.write(response, true, sentence, callback);
    }

    private void ready(Response response, Callback callback) {
        boolean ready = pages.ready();
        text(
                response,
                callback,
                ready ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                ready ? "ready\n" : "not ready yet\n");
    }

    private void reload(Response response, Callback callback) {
        try {
            pages.reload();
            text(response, callback, HttpStatus.OK_200, "reloaded\n");
        } catch (InvalidRequestException e) {
            text(response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500, e.getMessage() + "\n");
        }
    }

    private void probe(Request request, Response response, Callback callback) {
        Fields query = Request.extractQueryParameters(request);
        String target = parameter(query, "target", "");
        if (target.isEmpty()) {
            text(response, callback, HttpStatus.BAD_REQUEST_400, "the parameter target is missing\n");
        } else if (!probes.tryAcquire()) {
            text(
                    response,
                    callback,
                    HttpStatus.SERVICE_UNAVAILABLE_503,
                    "%d probes are under way already\n".formatted(MOST_PROBES));
        } else {
            boolean begun = false;
            try {
                var unused = pages.probe(target, parameter(query, "module", "ping"), timeout(request))
                        .whenComplete((metrics, failure) -> {
                            probes.release();
                            probed(request, response, callback, metrics, failure);
                        });
                begun = true;
            } catch (InvalidRequestException | IllegalArgumentException e) {
                text(response, callback, HttpStatus.BAD_REQUEST_400, e.getMessage() + "\n");
            } finally {
                if (!begun) {
                    probes.release();
                }
            }
        }
    }

    private static String parameter(Fields query, String name, String usual) {
        String typed = query.getValue(name);
        return typed == null ? usual : typed;
    }

    private void probed(
            Request request,
            Response response,
            Callback callback,
            @Nullable Metrics metrics,
            @Nullable Throwable failure) {
        try {
            if (metrics == null) {
                callback.failed(failure == null ? new IllegalStateException("no metrics") : failure);
            } else {
                write(request, response, callback, metrics);
            }
        } catch (IOException e) {
            callback.failed(e);
        }
    }

    private static Duration timeout(Request request) {
        String seconds = request.getHeaders().get(TIMEOUT);
        try {
            double typed = seconds == null ? Double.NaN : Double.parseDouble(seconds);
            if (typed > 0 && typed < LONGEST_TIMEOUT.toSeconds()) {
                Duration all = Duration.ofNanos((long) (typed * 1e9));
                return all.compareTo(RESERVE.multipliedBy(2)) > 0 ? all.minus(RESERVE) : all.dividedBy(2);
            }
        } catch (NumberFormatException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "the header {0} has no number", TIMEOUT);
        }
        return USUAL_TIMEOUT;
    }

    private void write(Request request, Response response, Callback callback, Metrics metrics) throws IOException {
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, exposition.contentType(accept));
        HttpField coding = request.getHeaders().getField(HttpHeader.ACCEPT_ENCODING);
        boolean zipped = coding != null && coding.contains("gzip");
        if (zipped) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        try (OutputStream body = new BufferedOutputStream(Content.Sink.asOutputStream(response), BUFFER);
                OutputStream out = zipped ? new Zipped(body) : body) {
            exposition.write(metrics, accept, out);
        }
        callback.succeeded();
    }

    /** As quick as it can be: the way is short, and there is a lot of text. */
    private static final class Zipped extends GZIPOutputStream {
        Zipped(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

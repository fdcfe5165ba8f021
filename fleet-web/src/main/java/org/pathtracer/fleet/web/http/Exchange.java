// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.web.access.Caller;

/** A request and its answer. */
public final class Exchange {
    private static final int LARGEST_BODY = 64 << 10;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Map<String, String> path;
    private final Caller caller;

    Exchange(Request request, Response response, Callback callback, Map<String, String> path, Caller caller) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.path = path;
        this.caller = caller;
    }

    /** Returns what stands in the path for a name of the route's template. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    /** Returns a parameter of the query. */
    public String query(String name, String usual) {
        Fields query = Request.extractQueryParameters(request);
        String typed = query.getValue(name);
        return typed == null ? usual : typed;
    }

    /** Returns a header; empty without one. */
    public String header(String name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    /** Returns one that calls. */
    public Caller caller() {
        return caller;
    }

    /**
     * Returns the body.
     *
     * @throws InvalidRequestException if it is too large
     */
    public String body() {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new InvalidRequestException("a request has at most %d bytes".formatted(LARGEST_BODY));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidRequestException("the request did not arrive whole: " + e.getMessage());
        }
    }

    /** Sets a header of the answer. */
    public Exchange with(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Answers with a JSON document. */
    public void json(int status, String document) {
        send(status, "application/json", document.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a page. */
    public void html(int status, String page) {
        send(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a sentence that says what is wrong. */
    public void problem(int status, String sentence) {
        send(status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with content of some type. */
    public void send(int status, String type, byte[] content) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(content), callback);
    }

    /** Answers with events as they come, until there are no more or the caller has gone. */
    public EventStream events(EventSource source, long from) {
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        // Proxies that collect an answer before they pass it on would show nothing.
        response.getHeaders().put("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(response, callback, source, from);
        stream.iterate();
        return stream;
    }
}

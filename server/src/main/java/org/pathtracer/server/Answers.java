// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathtracer.http2.StreamFiller;

/** What is answered on one connection. */
final class Answers extends Http2EventAdapter {
    static final String DOCUMENT = "/.well-known/nq";
    static final String SMALL = "/small";
    static final String LARGE = "/large";
    static final String UPLOAD = "/upload";

    /** Enough for a minute at 1 Gbit/s; a client that wants more asks again. */
    private static final long LARGE_BYTES = 8_000_000_000L;

    private static final int LONGEST_AUTHORITY = 300;
    /** RFC 3986 section 3.2.2, without what needs to be escaped: it comes back in the document. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z._-]+)(:[0-9]{1,5})?");

    private final IntConsumer onSent;
    private final IntConsumer onReceived;
    private final IntObjectMap<Boolean> uploads = new IntObjectHashMap<>();
    private @Nullable Http2ConnectionHandler handler;

    /** Answers that count the bytes of large objects and uploads. */
    Answers(IntConsumer onSent, IntConsumer onReceived) {
        this.onSent = onSent;
        this.onReceived = onReceived;
    }

    void on(Http2ConnectionHandler connection) {
        handler = connection;
        connection.connection().addListener(this);
    }

    private Http2ConnectionHandler handler() {
        if (handler == null) {
            throw new IllegalStateException("answers without a connection");
        }
        return handler;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end) {
        onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) {
        if (headers.method() == null) {
            // Trailers of an upload.
            endUpload(context, stream, end);
            return;
        }
        String path = path(headers);
        boolean head = "HEAD".contentEquals(headers.method());
        boolean get = head || "GET".contentEquals(headers.method());
        boolean post = "POST".contentEquals(headers.method()) || "PUT".contentEquals(headers.method());
        switch (path) {
            case DOCUMENT -> answer(context, stream, get, () -> document(context, stream, headers, head));
            case SMALL -> answer(context, stream, get, () -> small(context, stream, head));
            case LARGE -> answer(context, stream, get, () -> large(context, stream, head));
            case UPLOAD -> {
                if (post) {
                    uploads.put(stream, Boolean.TRUE);
                    endUpload(context, stream, end);
                } else {
                    status(context, stream, "405");
                }
            }
            default -> status(context, stream, "404");
        }
    }

    private static String path(Http2Headers headers) {
        CharSequence path = headers.path();
        String text = path == null ? "" : path.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private void answer(ChannelHandlerContext context, int stream, boolean allowed, Runnable content) {
        if (allowed) {
            content.run();
        } else {
            status(context, stream, "405");
        }
        flush(context);
    }

    private void document(ChannelHandlerContext context, int stream, Http2Headers request, boolean head) {
        CharSequence authority = request.authority() == null ? request.get("host") : request.authority();
        if (authority == null
                || authority.length() > LONGEST_AUTHORITY
                || !AUTHORITY.matcher(authority).matches()) {
            status(context, stream, "400");
            return;
        }
        String base = "https://" + authority;
        // The names of the draft first, then those that goresponsiveness and older networkQuality read.
        byte[] json = String.format(
                        Locale.ROOT,
                        "{\"version\":1,\"urls\":{\"large_download_url\":\"%1$s%2$s\",\"small_download_url\":\"%1$s%3$s\","
                                + "\"upload_url\":\"%1$s%4$s\",\"large_https_download_url\":\"%1$s%2$s\","
                                + "\"small_https_download_url\":\"%1$s%3$s\",\"https_upload_url\":\"%1$s%4$s\"}}%n",
                        base,
                        LARGE,
                        SMALL,
                        UPLOAD)
                .getBytes(StandardCharsets.UTF_8);
        headers(context, stream, "application/json", json.length, head);
        if (!head) {
            data(context, stream, Unpooled.wrappedBuffer(json));
        }
    }

    private void small(ChannelHandlerContext context, int stream, boolean head) {
        headers(context, stream, "application/octet-stream", 1, head);
        if (!head) {
            data(context, stream, Unpooled.wrappedBuffer(new byte[] {'x'}));
        }
    }

    private void large(ChannelHandlerContext context, int stream, boolean head) {
        headers(context, stream, "application/octet-stream", LARGE_BYTES, head);
        if (!head) {
            new StreamFiller(handler(), context, stream, LARGE_BYTES, onSent).start();
        }
    }

    private void headers(ChannelHandlerContext context, int stream, String type, long length, boolean end) {
        Http2Headers headers = new DefaultHttp2Headers()
                .status("200")
                .add("content-type", type)
                .add("content-length", Long.toString(length))
                .add("cache-control", "no-store");
        handler().encoder().writeHeaders(context, stream, headers, 0, end, context.newPromise());
    }

    private void data(ChannelHandlerContext context, int stream, ByteBuf content) {
        handler().encoder().writeData(context, stream, content, 0, true, context.newPromise());
    }

    private void status(ChannelHandlerContext context, int stream, String status) {
        handler()
                .encoder()
                .writeHeaders(context, stream, new DefaultHttp2Headers().status(status), 0, true, context.newPromise());
        flush(context);
    }

    private void flush(ChannelHandlerContext context) {
        handler().flush(context);
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end) {
        int bytes = data.readableBytes();
        if (uploads.containsKey(stream)) {
            onReceived.accept(bytes);
            endUpload(context, stream, end);
        }
        return bytes + padding;
    }

    private void endUpload(ChannelHandlerContext context, int stream, boolean end) {
        if (end && uploads.remove(stream) != null) {
            status(context, stream, "200");
        }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        uploads.remove(stream.id());
    }
}

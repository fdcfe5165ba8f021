// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadFailure.Kind;

/**
 * Where to load from (draft-ietf-ippm-responsiveness-09 section 7). All URLs are of the host that the document came
 * from: no document can send the load to a third party. {@code test_endpoint} is not looked at, since all connections
 * go to one address anyway.
 *
 * @param small an object of a byte or so
 * @param large an object that never ends, or nearly
 * @param upload what takes everything
 */
record NqDocument(URI small, Optional<URI> large, Optional<URI> upload) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    /** Why a document is of no use. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient LoadFailure failure;

        private Refused(Kind kind, String detail) {
            super(detail);
            failure = Failures.failure(kind, detail);
        }

        LoadFailure failure() {
            return failure;
        }
    }

    static NqDocument parse(byte[] bytes, URI from) throws Refused {
        Map<String, String> urls = new HashMap<>();
        int version = 0;
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused(Kind.DOCUMENT, "The server's document is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("version") && value == JsonToken.VALUE_NUMBER_INT) {
                    version = parser.getIntValue();
                } else if (name.equals("urls") && value == JsonToken.START_OBJECT) {
                    urls(parser, urls);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new Refused(Kind.DOCUMENT, "The server's document is no JSON: " + e.getMessage());
        }
        if (version != VERSION) {
            throw new Refused(
                    Kind.VERSION,
                    "The server's document is of version " + version + ", but " + VERSION
                            + " is the one that is known");
        }
        return new NqDocument(
                url(urls, "small_download_url", "small_https_download_url", from)
                        .orElseThrow(
                                () -> new Refused(Kind.DOCUMENT, "The server's document has no small_download_url")),
                url(urls, "large_download_url", "large_https_download_url", from),
                url(urls, "upload_url", "https_upload_url", from));
    }

    private static void urls(JsonParser parser, Map<String, String> urls) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                urls.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    /** By the draft's name; if there is none, by that of its first versions, which servers still send. */
    private static Optional<URI> url(Map<String, String> urls, String name, String older, URI from) throws Refused {
        return urls.containsKey(name) ? url(urls, name, from) : url(urls, older, from);
    }

    private static Optional<URI> url(Map<String, String> urls, String name, URI from) throws Refused {
        String text = urls.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            URI url = from.resolve(text);
            if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || url.getPort() > 65_535) {
                throw new Refused(Kind.DOCUMENT, "The server's document has no https URL as " + name + ": " + text);
            }
            if (!url.getHost().equalsIgnoreCase(from.getHost())) {
                throw new Refused(
                        Kind.DOCUMENT, "The server's document names another host as " + name + ": " + url.getHost());
            }
            return Optional.of(url);
        } catch (IllegalArgumentException e) {
            throw new Refused(Kind.DOCUMENT, "The server's document has no URL as " + name + ": " + text);
        }
    }
}

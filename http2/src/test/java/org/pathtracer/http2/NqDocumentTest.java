// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class NqDocumentTest {
    private static final URI FROM = URI.create("https://host.test:4043/.well-known/nq");

    @Test
    void olderNames_areReadWhereTheDraftsAreMissing() throws Exception {
        NqDocument older = NqDocument.parse(
                ("{\"version\":1,\"urls\":{\"small_https_download_url\":\"/s\",\"large_https_download_url\":\"/l\","
                                + "\"https_upload_url\":\"/u\"}}")
                        .getBytes(UTF_8),
                FROM);
        assertThat(older.small()).hasPath("/s");
        assertThat(older.large().orElseThrow()).hasPath("/l");
        assertThat(older.upload().orElseThrow()).hasPath("/u");
        NqDocument both = NqDocument.parse(
                "{\"version\":1,\"urls\":{\"small_https_download_url\":\"/s\",\"small_download_url\":\"/new\"}}"
                        .getBytes(UTF_8),
                FROM);
        assertThat(both.small()).hasPath("/new");
        assertThat(both.large()).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.LoadDirection;

class BufferbloatRequestTest {
    private static BufferbloatRequest.Builder against(String url) {
        return BufferbloatRequest.against(URI.create(url));
    }

    @Test
    void nothingSaid_givesTheDocumentedDefaults() {
        BufferbloatRequest request = against("https://example.com/nq").build();
        assertThat(request.url()).isEqualTo(URI.create("https://example.com/nq"));
        assertThat(request.target()).hasToString("example.com");
        assertThat(request.direction()).isEqualTo(LoadDirection.BOTH);
        assertThat(request.sequential()).isFalse();
        assertThat(request.idle()).isEqualTo(Duration.ofSeconds(3));
        assertThat(request.duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(request.stopWhenStable()).isFalse();
        assertThat(request.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.averages()).isEqualTo(4);
        assertThat(request.tolerance()).isEqualTo(0.05);
        assertThat(request.trimmedShare()).isEqualTo(0.95);
        assertThat(request.connectionStep()).isEqualTo(1);
        assertThat(request.maxConnections()).isEqualTo(16);
        assertThat(request.maxRequestRate()).isEqualTo(100);
        assertThat(request.requestShare()).isEqualTo(0.05);
        assertThat(request.locate()).isTrue();
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(request.insecure()).isFalse();
        assertThat(request.gradingProfile()).isEqualTo(GradingProfile.SWIFTFTR);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h, https://h/.well-known/nq, h",
        "https://h:4043/, https://h:4043/.well-known/nq, h",
        "HTTPS://[fd77::1]:4043/nq, HTTPS://[fd77::1]:4043/nq, fd77::1"
    })
    void url_tellsDocumentAndHost(String url, String document, String host) {
        BufferbloatRequest request = against(url).build();
        assertThat(request.url()).hasToString(document);
        assertThat(request.target()).hasToString(host);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/nq, must begin with https",
        "ftp://h/, must begin with https",
        "/nq, must begin with https",
        "https:///nq, names no host",
        "https://user@h/nq, must not have a user",
        "https://h:0/, port",
        "https://h:65536/, port"
    })
    void otherUrls_areRefusedBeforeAnythingIsSent(String url, String reason) {
        assertThatThrownBy(() -> against(url))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void bounds_areTakenAndRefusedBeyond() {
        BufferbloatRequest.Builder builder = against("https://h/");
        assertThatThrownBy(() -> builder.duration(Duration.ofSeconds(601))).hasMessageContaining("10 minutes");
        assertThatThrownBy(() -> builder.idle(Duration.ZERO)).hasMessageContaining("idle phase");
        assertThatThrownBy(() -> builder.interval(Duration.ofMillis(49))).hasMessageContaining("50 ms");
        assertThatThrownBy(() -> builder.averages(1)).hasMessageContaining("from 2 to 100");
        assertThatThrownBy(() -> builder.tolerance(0)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> builder.trimmedShare(1.1)).hasMessageContaining("at most 1");
        assertThatThrownBy(() -> builder.connectionStep(0)).hasMessageContaining("from 1 to 64");
        assertThatThrownBy(() -> builder.maxConnections(65)).hasMessageContaining("from 1 to 64");
        assertThatThrownBy(() -> builder.maxRequestRate(1001)).hasMessageContaining("from 1 to 1000");
        assertThatThrownBy(() -> builder.requestShare(Double.NaN)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> builder.probeInterval(Duration.ofNanos(999_999)))
                .hasMessageContaining("1 ms");
    }

    @Test
    void contradictions_areRefused() {
        assertThatThrownBy(() -> against("https://h/")
                        .connectionStep(5)
                        .maxConnections(4)
                        .build())
                .hasMessage("connection step 5 is beyond max connections 4");
        assertThatThrownBy(() ->
                        against("https://h/").duration(Duration.ofMillis(500)).build())
                .hasMessageContaining("interval is longer");
        assertThatThrownBy(() -> against("https://h/")
                        .direction(LoadDirection.UP)
                        .sequential(true)
                        .build())
                .hasMessageContaining("sequentially");
    }

    @Test
    void builtRequest_isNotChangedByItsBuilder() {
        BufferbloatRequest.Builder builder = against("https://h/");
        BufferbloatRequest request = builder.build();
        builder.direction(LoadDirection.UP).insecure(true).idle(Duration.ofSeconds(1));
        assertThat(request.direction()).isEqualTo(LoadDirection.BOTH);
        assertThat(request.insecure()).isFalse();
        assertThat(request.idle()).isEqualTo(Duration.ofSeconds(3));
    }
}

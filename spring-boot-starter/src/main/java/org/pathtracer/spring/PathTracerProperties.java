// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The application's tracer, by properties that begin with {@code pathtracer}.
 *
 * @param rateLimit most packets a second of all operations together, 0 (no limit) to 10,000,000. Default: 0
 * @param loops how many loops a transport has at most, 1 to 64. Default: as many as processors, at most 4
 * @param followNetwork whether the tracer looks up routes and interfaces again when they change. Default: no
 * @since 0.1.0
 */
@ConfigurationProperties("pathtracer")
public record PathTracerProperties(
        @Nullable Integer rateLimit,
        @Nullable Integer loops,
        @Nullable Boolean followNetwork) {}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Where metrics are pushed to, and how often. */
public record OtlpEntry(URI url, Duration interval, Map<String, String> headers) {}

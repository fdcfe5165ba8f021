// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.store;

import java.time.Instant;

/**
 * A document that was kept.
 *
 * @param operation the operation that it is of
 * @param time when it was measured
 * @param json the result as the module report writes it in JSON
 * @since 0.1.0
 */
public record KeptDocument(String operation, Instant time, String json) {}

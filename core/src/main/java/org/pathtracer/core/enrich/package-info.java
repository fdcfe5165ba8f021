// SPDX-License-Identifier: Apache-2.0
/**
 * Finds out who the addresses of a path are, beside the probing and never in its way: each address is asked about once,
 * on threads of its own, and nobody waits longer than a deadline.
 */
@NullMarked
package org.pathtracer.core.enrich;

import org.jspecify.annotations.NullMarked;

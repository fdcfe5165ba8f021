// SPDX-License-Identifier: Apache-2.0
/**
 * Finds out whose the addresses of a path are, beside the probing and never in its way: each address is asked about
 * once, on threads of its own, and no operation waits longer than a deadline.
 */
@NullMarked
package org.pathtracer.core.enrich;

import org.jspecify.annotations.NullMarked;

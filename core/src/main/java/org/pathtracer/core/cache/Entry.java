// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.cache;

import java.util.Optional;

/**
 * What a cache has.
 *
 * @param value empty for the knowledge that there is none
 * @param nanos how long it is kept from now
 * @param generation of the network in which it was found; those before the current one are as good as absent
 */
record Entry<V>(Optional<V> value, long nanos, long generation) {}

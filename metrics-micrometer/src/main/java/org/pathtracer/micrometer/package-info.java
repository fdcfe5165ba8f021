// SPDX-License-Identifier: Apache-2.0
/**
 * Meters for Micrometer. Tags have few values: a target's name up to a bound of targets, a TTL, a kind; never an
 * address that comes from the network.
 */
@NullMarked
package org.pathtracer.micrometer;

import org.jspecify.annotations.NullMarked;

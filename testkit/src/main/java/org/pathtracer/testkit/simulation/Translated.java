// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.simulation;

import org.pathtracer.testkit.topology.Translation;

/**
 * What a translator remembers of a packet.
 *
 * @param by where
 * @param before as the packet was, itself perhaps translated earlier
 * @param quotes what it does to quotes in answers
 */
record Translated(Site by, Packet before, Translation.Quotes quotes) {}

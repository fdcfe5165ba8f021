// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.run;

import org.pathtracer.exporter.meters.Meters;

/**
 * What came of one request to measure a target.
 *
 * @param success whether the target answered in time
 * @param meters all of it
 */
public record Probed(boolean success, Meters meters) {}

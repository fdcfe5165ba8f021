// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.config;

import org.pathtracer.exporter.kind.Kind;
import org.pathtracer.exporter.kind.Settings;

/**
 * A kind of measurement with its settings, under a name.
 *
 * @param identity text that is the same as long as the settings are
 */
public record Module(String name, Kind kind, Settings settings, String identity) {}

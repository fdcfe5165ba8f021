// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.live;

/**
 * What a key asks of the monitor itself.
 *
 * @param command which
 * @param value what was typed; empty if nothing is
 */
public record Request(Command command, String value) {}

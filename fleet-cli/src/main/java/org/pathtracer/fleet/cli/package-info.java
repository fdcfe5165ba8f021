// SPDX-License-Identifier: Apache-2.0
/** The commands of a fleet: {@code pathtracer agent}, {@code pathtracer hub} and {@code pathtracer fleet}. */
package org.pathtracer.fleet.cli;

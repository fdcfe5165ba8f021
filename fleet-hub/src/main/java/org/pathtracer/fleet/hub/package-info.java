// SPDX-License-Identifier: Apache-2.0
/** Hubs: they share a registry of vantage points, and pass measurements to them and results back. */
package org.pathtracer.fleet.hub;

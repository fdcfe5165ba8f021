// SPDX-License-Identifier: Apache-2.0
/** Agents: vantage points of a fleet, each with limits that no hub can exceed. */
package org.pathtracer.fleet.agent;

// SPDX-License-Identifier: Apache-2.0
/** Which vantage point is attached to which hub, as gossip among the hubs tells. */
package org.pathtracer.fleet.hub.registry;

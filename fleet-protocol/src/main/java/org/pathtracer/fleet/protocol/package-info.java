// SPDX-License-Identifier: Apache-2.0

/** What the messages between agents, hubs and clients mean, how large they may be, and the connections for them. */
package org.pathtracer.fleet.protocol;

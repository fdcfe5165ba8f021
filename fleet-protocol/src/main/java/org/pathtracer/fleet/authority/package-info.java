// SPDX-License-Identifier: Apache-2.0

/** The authority of a fleet: certificates that say which agent, hub or client is at the other end. */
package org.pathtracer.fleet.authority;

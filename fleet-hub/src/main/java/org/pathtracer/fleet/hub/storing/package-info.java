// SPDX-License-Identifier: Apache-2.0
/** Brings outcomes to the store. */
package org.pathtracer.fleet.hub.storing;

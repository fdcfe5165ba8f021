// SPDX-License-Identifier: Apache-2.0
/** Measures from many places: an application asks a hub, and the hub's vantage points measure. */
package org.pathtracer.fleet;

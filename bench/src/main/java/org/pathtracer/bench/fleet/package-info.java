// SPDX-License-Identifier: Apache-2.0
/** How fast a fleet is: attaching, asking, and bringing outcomes. */
package org.pathtracer.bench.fleet;

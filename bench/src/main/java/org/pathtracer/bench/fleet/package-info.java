// SPDX-License-Identifier: Apache-2.0
/** How fast a fleet is: attaching and asking. */
package org.pathtracer.bench.fleet;

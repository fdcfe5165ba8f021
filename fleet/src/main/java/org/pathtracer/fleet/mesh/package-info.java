// SPDX-License-Identifier: Apache-2.0
/** Lets vantage points measure each other, and finds the link at fault between them. */
package org.pathtracer.fleet.mesh;

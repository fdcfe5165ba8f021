// SPDX-License-Identifier: Apache-2.0
/** Finds the link that explains the loss of many paths. */
package org.pathtracer.fleet.locate;

// SPDX-License-Identifier: Apache-2.0
/** Keeps what a fleet measured: recent outcomes one by one, older ones as windows of statistics. */
package org.pathtracer.fleet.store;

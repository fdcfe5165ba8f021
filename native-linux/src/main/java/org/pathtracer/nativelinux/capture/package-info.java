// SPDX-License-Identifier: Apache-2.0
/** Copies of the host's packets, by packet(7). */
package org.pathtracer.nativelinux.capture;

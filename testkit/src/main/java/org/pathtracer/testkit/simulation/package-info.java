// SPDX-License-Identifier: Apache-2.0
/** What becomes of a packet in a network, and when; without a clock. */
@NullMarked
package org.pathtracer.testkit.simulation;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The contract of {@link org.pathtracer.spi.ProbeTransport} as tests that any transport can be put to. Needs JUnit
 * Jupiter, which the test kit does not bring along.
 */
@NullMarked
package org.pathtracer.testkit.contract;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Scripts of answers on the testkit's virtual time, for tests that need what no simulated network would do: exact
 * times, forged, duplicated or late answers, sockets that are read in any order, sends that fail.
 */
@NullMarked
package org.pathtracer.core.scripted;

import org.jspecify.annotations.NullMarked;

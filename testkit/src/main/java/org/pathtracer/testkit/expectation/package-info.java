// SPDX-License-Identifier: Apache-2.0
/** What a scenario expects of a trace. */
@NullMarked
package org.pathtracer.testkit.expectation;

import org.jspecify.annotations.NullMarked;

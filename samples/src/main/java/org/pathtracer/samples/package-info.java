// SPDX-License-Identifier: Apache-2.0
/** Results by hand, and checks of documents against their schemas, for the tests of other modules. */
@NullMarked
package org.pathtracer.samples;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** What types of the API say of themselves. */
@NullMarked
package org.pathtracer.annotation;

import org.jspecify.annotations.NullMarked;

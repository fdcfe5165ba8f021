// SPDX-License-Identifier: Apache-2.0
/** Finds load generators and keeps them from outliving their operations. */
@NullMarked
package org.pathtracer.core.load;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Why probes are lost: models of loss, and how likely each is. See docs/loss.md. */
@NullMarked
package org.pathtracer.core.loss;

import org.jspecify.annotations.NullMarked;

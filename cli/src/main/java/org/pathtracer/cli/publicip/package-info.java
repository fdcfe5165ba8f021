// SPDX-License-Identifier: Apache-2.0
/** The command public-ip. */
@NullMarked
package org.pathtracer.cli.publicip;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** What a network consists of: nodes, links, and what they do. */
@NullMarked
package org.pathtracer.testkit.topology;

import org.jspecify.annotations.NullMarked;

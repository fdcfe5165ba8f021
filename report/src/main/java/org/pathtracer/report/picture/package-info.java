// SPDX-License-Identifier: Apache-2.0
/** Results as drawings: SVG, Graphviz, Mermaid. */
@NullMarked
package org.pathtracer.report.picture;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Routes, answers and streams over HTTP, by Jetty. */
@NullMarked
package org.pathtracer.fleet.web.http;

import org.jspecify.annotations.NullMarked;

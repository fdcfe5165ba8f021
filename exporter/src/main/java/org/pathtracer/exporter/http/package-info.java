// SPDX-License-Identifier: Apache-2.0
/** What is served, over TLS if that is wanted, and what is refused. */
@NullMarked
package org.pathtracer.exporter.http;

import org.jspecify.annotations.NullMarked;

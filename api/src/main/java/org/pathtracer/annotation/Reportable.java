// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.annotation;

/**
 * Marks what can be written as a report: the results of operations ({@link org.pathtracer.Run}), answers of name
 * servers, service checks, public addresses, states of interfaces and tables of stopping points. It has no methods;
 * {@code org.pathtracer.report.Reports} takes nothing else.
 *
 * @since 0.1.0
 */
@NotForImplementation
public interface Reportable {}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

/** Of tests in which a Prometheus scrapes: Debian's packages prometheus and openssl. */
final class PrometheusRequired extends ProgramsRequired {
    PrometheusRequired() {
        super("prometheus", "promtool", "openssl", "kill");
    }
}

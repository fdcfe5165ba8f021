// SPDX-License-Identifier: Apache-2.0
/** One tracer for a Spring Boot application, with properties, health, an Actuator endpoint and meters. */
@NullMarked
package org.pathtracer.spring;

import org.jspecify.annotations.NullMarked;

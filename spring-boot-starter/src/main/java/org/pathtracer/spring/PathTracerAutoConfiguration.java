// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.spring;

import org.pathtracer.PathTracer;
import org.pathtracer.micrometer.TracerMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes one {@link PathTracer} for the application, closed with it, unless the application has one of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(PathTracerProperties.class)
public class PathTracerAutoConfiguration {
    /** Made by Spring. */
    public PathTracerAutoConfiguration() {}

    /** The application's tracer. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    PathTracer pathTracer(PathTracerProperties properties, ObjectProvider<PathTracerCustomizer> customizers) {
        PathTracer.Builder builder = PathTracer.builder();
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::rateLimit).to(builder::rateLimit);
        map.from(properties::loops).to(builder::loops);
        map.from(properties::followNetwork).to(builder::followNetwork);
        customizers.orderedStream().forEach(each -> each.customize(builder));
        return builder.build();
    }

    /** Where the application has meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
    static class Meters {
        @Bean
        @ConditionalOnMissingBean
        TracerMetrics pathTracerMetrics(PathTracer tracer) {
            return new TracerMetrics(tracer);
        }
    }

    /** Where the application tells its health. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class Health {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnEnabledHealthIndicator("pathtracer")
        PathTracerHealthIndicator pathTracerHealthIndicator(PathTracer tracer) {
            return new PathTracerHealthIndicator(tracer);
        }
    }

    /** Where the application has the Actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
    static class Endpoints {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        PathTracerEndpoint pathTracerEndpoint(PathTracer tracer) {
            return new PathTracerEndpoint(tracer);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The command's SLF4J provider: of what libraries log, only Netty's errors are shown. Netty logs by it too, so that
 * {@code java.util.logging}, which takes its time to begin, begins only if there is something to show.
 */
public final class LoggingProvider implements SLF4JServiceProvider {
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /** For the service loader. */
    public LoggingProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return LoggingProvider::logger;
    }

    private static Logger logger(@Nullable String name) {
        return name != null && name.startsWith("io.netty") ? new ErrorLogger(name) : NOPLogger.NOP_LOGGER;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99"; // any 2.0: what SLF4J tells its providers to say
    }

    @Override
    public void initialize() {}
}

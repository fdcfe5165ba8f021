// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.logging;

import java.util.ServiceLoader;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Keeps SLF4J, which dnsjava brings along, from complaining on stderr of an application that has no use for it. With no
 * provider, SLF4J warns as soon as it is used first, and logs nothing from then on; so it is used here first, while the
 * property that quiets it is set. In an application that has a provider, or that has set the property, nothing is done
 * at all: its logging begins when it begins, and conflicts of its own are told as ever.
 */
public final class QuietFacade {
    /** Read once, when SLF4J reports something for the first time. */
    private static final String VERBOSITY = "slf4j.internal.verbosity";
    /** Names a provider without the service loader. */
    private static final String PROVIDER = "slf4j.provider";

    private QuietFacade() {}

    /** To be called before anything that may log. */
    public static synchronized void settle() {
        if (System.getProperty(VERBOSITY) != null || System.getProperty(PROVIDER) != null) {
            return;
        }
        try {
            if (!hasProvider()) {
                initialize();
            }
        } catch (LinkageError e) {
            // An application that chose SLF4J 1 has a provider of another kind, or has decided to be warned.
        }
    }

    /** As SLF4J looks for them. */
    private static boolean hasProvider() {
        return ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader()).stream()
                .findAny()
                .isPresent();
    }

    private static void initialize() {
        System.setProperty(VERBOSITY, "ERROR");
        try {
            LoggerFactory.getILoggerFactory();
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package consumer;

import org.pathtracer.PathTracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs with Logback, and traces the target that is given. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try (PathTracer tracer = PathTracer.create()) {
            Logger logger = LoggerFactory.getLogger(Main.class);
            logger.info("reached={}", tracer.trace(arguments[0]).reached());
            System.out.println("bound to " + logger.getClass().getName());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Only Netty's errors are shown. */
class LoggingProviderTest {
    private final List<LogRecord> shown = new ArrayList<>();
    private final java.util.logging.Logger netty = java.util.logging.Logger.getLogger("io.netty");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            shown.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        netty.addHandler(handler);
        netty.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        netty.removeHandler(handler);
        netty.setUseParentHandlers(true);
    }

    @Test
    void thisProvider_isTheOneThatIsFound() {
        assertThat(LoggerFactory.getLogger("io.netty.channel")).isInstanceOf(ErrorLogger.class);
    }

    @Test
    void errorOfNetty_isShownWithItsCause() {
        Exception cause = new IllegalStateException("why");
        LoggerFactory.getLogger("io.netty.channel").error("{} of {} failed", 1, 2, cause);
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).getLevel()).isEqualTo(java.util.logging.Level.SEVERE);
        assertThat(shown.get(0).getMessage()).isEqualTo("1 of 2 failed");
        assertThat(shown.get(0).getThrown()).isSameAs(cause);
    }

    @Test
    void lessThanErrors_andOtherLibraries_areNotShown() {
        Logger logger = LoggerFactory.getLogger("io.netty.channel");
        logger.warn("there is no loopback interface");
        logger.info("so it is");
        logger.debug("so it is");
        logger.trace("so it is");
        LoggerFactory.getLogger("org.xbill.DNS").error("no name server");
        assertThat(shown).isEmpty();
        assertThat(logger.isWarnEnabled()).isFalse();
        assertThat(logger.isErrorEnabled()).isTrue();
    }
}

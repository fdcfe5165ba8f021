// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.pathtracer.cli.output.Progress;
import org.pathtracer.cli.output.Terminal;

class ProgressTest {
    private static final String ERASE = "\r\033[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now = Long.MAX_VALUE - 5;

    private Progress progress(boolean terminal) {
        PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Progress(new Terminal(System.out, printed, false, terminal), () -> now);
    }

    private void wait(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private String written() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    @Test
    void quietSecond_showsIt_andNewsReplaceIt() {
        Progress progress = progress(true);
        wait(999);
        progress.show("1 of 9");
        assertThat(written()).isEmpty();
        wait(1);
        progress.show("1 of 9");
        progress.show("1 of 9");
        progress.show("2 of 9");
        assertThat(written()).isEqualTo(ERASE + "1 of 9" + ERASE + "2 of 9");
    }

    @Test
    void whatIsPrinted_erasesIt_forASecond() {
        Progress progress = progress(true);
        wait(1000);
        progress.show("1 of 9");
        progress.erase();
        progress.show("2 of 9");
        progress.erase();
        assertThat(written()).isEqualTo(ERASE + "1 of 9" + ERASE);
        wait(1000);
        progress.show("2 of 9");
        assertThat(written()).isEqualTo(ERASE + "2 of 9");
    }

    @Test
    void noTerminal_getsNothing() {
        Progress progress = progress(false);
        wait(5000);
        progress.show("1 of 9");
        progress.erase();
        assertThat(written()).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * The rules of Reactive Streams as their own technology compatibility kit tests them. Its tests are TestNG's; they run
 * here one by one, each on an instance of its own, as TestNG would call them.
 *
 * <p>Left out are tests that the kit itself leaves empty, those of rule 1.11, which allows several subscribers and
 * which this publisher deliberately does not, and one of the wording of a message.
 */
class EventQueueRulesTest {
    /** How long a signal may take; two of the tests wait for so long too. */
    private static final long SIGNAL_MILLIS = 3_000;

    /** How long there must be no signal. */
    private static final long SILENCE_MILLIS = 20;

    /** When a cancelled subscriber must be garbage. */
    private static final long GARBAGE_MILLIS = 300;

    /** What stands for a stream without end, of which no test takes so much. */
    private static final long MANY = 10_000;

    private final Callbacks callbacks = new Callbacks(Optional.empty());

    @AfterEach
    void close() {
        callbacks.close();
    }

    @TestFactory
    Stream<DynamicTest> rules_areKept() {
        return Stream.of(FlowPublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .filter(method -> applies(method.getName()))
                .map(method -> DynamicTest.dynamicTest(method.getName(), () -> verify(method)));
    }

    private static boolean applies(String name) {
        return !name.startsWith("untested_")
                && !name.startsWith("optional_spec111_")
                && !name.equals(
                        "optional_spec309_requestNegativeNumberMaySignalIllegalArgumentExceptionWithSpecificMessage");
    }

    private void verify(Method test) throws Throwable {
        Verification verification = new Verification();
        verification.setUp();
        try {
            test.invoke(verification);
        } catch (InvocationTargetException e) {
            // A skipped test is a failure here too: all that apply must run.
            throw e.getCause();
        }
    }

    private EventQueue<Long> queue() {
        return new EventQueue<>(callbacks, event -> false, count -> -count);
    }

    private final class Verification extends FlowPublisherVerification<Long> {
        Verification() {
            super(new TestEnvironment(SIGNAL_MILLIS, SILENCE_MILLIS), GARBAGE_MILLIS);
        }

        @Override
        public Flow.Publisher<Long> createFlowPublisher(long elements) {
            EventQueue<Long> queue = queue();
            LongStream.range(0, Math.min(elements, MANY)).forEach(queue::publish);
            if (elements <= MANY) {
                queue.end(null);
            }
            return queue;
        }

        @Override
        public Flow.Publisher<Long> createFailedFlowPublisher() {
            EventQueue<Long> queue = queue();
            queue.end(new IllegalStateException("as the test wants it"));
            return queue;
        }
    }
}

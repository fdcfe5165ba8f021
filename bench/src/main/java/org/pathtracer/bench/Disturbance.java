// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.bench;

/** What else goes on in the JVM while times are taken. */
enum Disturbance {
    NONE("idle JVM") {
        @Override
        void disturb() {}
    },
    BUSY("one thread computing") {
        @Override
        void disturb() {
            long sum = 0;
            for (int i = 0; i < 1_000_000; i++) {
                sum = sum * 31 + i;
            }
            sink = sum;
        }
    },
    COLLECTING("one thread allocating and collecting garbage") {
        @Override
        void disturb() {
            for (int i = 0; i < 1000; i++) {
                garbage = new byte[10_000];
            }
            System.gc();
        }
    };

    /** Keep the compiler from leaving out what is never read. */
    static volatile long sink;

    static volatile byte[] garbage = {};

    final String text;

    Disturbance(String text) {
        this.text = text;
    }

    abstract void disturb();

    /** Goes on until it is stopped. */
    Running start() {
        return new Running(this);
    }

    static final class Running {
        private final Thread thread;
        private volatile boolean over;

        private Running(Disturbance disturbance) {
            thread = new Thread(
                    () -> {
                        while (!over && disturbance != NONE) {
                            disturbance.disturb();
                        }
                    },
                    "disturbance");
            thread.start();
        }

        void stop() throws InterruptedException {
            over = true;
            thread.join();
        }
    }
}

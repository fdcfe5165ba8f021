// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Pools whose threads come when there is work, go when there is none, and keep no process alive. */
final class DaemonThreads {
    private static final int IDLE_SECONDS = 1;

    private DaemonThreads() {}

    static ScheduledThreadPoolExecutor pool(String name, int threads) {
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(threads, factory);
        pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }
}

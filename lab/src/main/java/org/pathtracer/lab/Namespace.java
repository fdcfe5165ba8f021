// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.lab;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Code of this JVM in another network namespace. The kernel lets each thread have its own. */
final class Namespace {
    private Namespace() {}

    static <T extends @Nullable Object> T call(String name, Callable<T> work) throws Exception {
        // The thread ends here, so no other task runs on it in the wrong namespace.
        FutureTask<T> task = new FutureTask<>(() -> {
            if (!name.equals(Lab.CLIENT)) {
                enter(name);
            }
            return work.call();
        });
        Thread thread = new Thread(task, "lab-in-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void enter(String name) {
        String path = "/run/netns/" + name;
        int fd = Libc.check("open " + path, Libc.CALLS.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC));
        try {
            Libc.check("setns " + path, Libc.CALLS.setns(fd, Libc.CLONE_NEWNET));
        } finally {
            Libc.CALLS.close(fd);
        }
    }
}

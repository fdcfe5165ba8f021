// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.nativelinux.libc.ReceiveBatch;
import org.pathtracer.nativelinux.libc.SendBatch;

/** The memory that all sockets of a transport share. */
record Batches(SendBatch sending, ReceiveBatch errors, ReceiveBatch answers) {
    Batches() {
        this(new SendBatch(), new ReceiveBatch(), new ReceiveBatch());
    }
}

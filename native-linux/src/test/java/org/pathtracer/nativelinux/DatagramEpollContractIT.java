// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

class DatagramEpollContractIT extends LinuxContract {
    DatagramEpollContractIT() {
        super(new DatagramProvider(), "epoll");
    }
}

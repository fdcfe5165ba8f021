// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

class RawEpollContractIT extends LinuxContract {
    RawEpollContractIT() {
        super(new RawProvider(), "epoll");
    }
}

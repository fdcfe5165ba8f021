// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.lab.InLab;

@InLab(tools = "nft")
class DatagramEpollContractIT extends LinuxContract {
    DatagramEpollContractIT() {
        super(new DatagramProvider(), "epoll");
    }
}

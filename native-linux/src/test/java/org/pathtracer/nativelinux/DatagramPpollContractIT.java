// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.lab.InLab;

@InLab(tools = "nft")
class DatagramPpollContractIT extends LinuxContract {
    DatagramPpollContractIT() {
        super(new DatagramProvider(), "ppoll");
    }
}

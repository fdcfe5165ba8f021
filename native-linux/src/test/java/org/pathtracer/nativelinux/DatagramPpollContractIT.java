// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

class DatagramPpollContractIT extends LinuxContract {
    DatagramPpollContractIT() {
        super(new DatagramProvider(), "ppoll");
    }
}

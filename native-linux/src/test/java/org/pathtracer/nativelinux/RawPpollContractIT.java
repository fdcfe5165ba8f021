// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

class RawPpollContractIT extends LinuxContract {
    RawPpollContractIT() {
        super(new RawProvider(), "ppoll");
    }
}

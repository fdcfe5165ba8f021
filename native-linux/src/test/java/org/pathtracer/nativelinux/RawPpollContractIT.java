// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import org.pathtracer.lab.InLab;

@InLab(tools = "nft")
class RawPpollContractIT extends LinuxContract {
    RawPpollContractIT() {
        super(new RawProvider(), "ppoll");
    }
}
